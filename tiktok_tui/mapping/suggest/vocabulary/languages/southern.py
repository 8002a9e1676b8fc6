"""Turkish, Greek, Arabic and Hebrew."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

TURKISH: Final = Language(
    "Turkish",
    {
        "timestamp": """sipariş tarihi; rezervasyon tarihi; kayit tarihi; sipariş zamanı; satın alma tarihi;
            satış tarihi; ödeme tarihi; işlem
            tarihi; oluşturma tarihi; oluşturulma tarihi; fatura tarihi; tarih ve saat; tarih; sipariş oluşturma
            tarihi; sipariş tarih; siparişin tarihi; belge tarihi; fiş tarihi; işlem zamanı""",
        "email": "e-posta adresi; e-posta; müşteri e-posta; müşteri e-postası",
        "phone": """telefon numarası; telefon no; cep telefonu; müşteri telefonu; cep no; alıcı telefon; cep; cep tel;
            tel; gsm; gsm no""",
        "value": """faturalanacak tutar; müşterinin ödediği tutar; ödenecek tutar; sipariş tutarı; sipariş
            toplamı; toplam tutar; genel toplam; ödenen tutar; satış tutarı; KDV dahil toplam; toplam; tutar;
            toplam ödenen; tahsil edilen tutar; genel toplam tutar; KDV dahil tutar; ödenen; sipariş genel toplam""",
        "currency": "para birimi; döviz",
        "order_id": """rezervasyon no; sipariş numarası; sipariş no; sipariş id; sipariş; fatura no;
            fatura numarası; işlem no; fiş no; belge no; fiş numarası; belge numarası; evrak no""",
        "status": """sipariş durumu; ödeme durumu; durum; statü; sipariş statüsü; statüsü; fatura durumu;
            tahsilat durumu; kargo durumu; işlem durumu; sipariş son durumu""",
        "quantity": "adet",
        "price": "birim fiyat; satış fiyatı; fiyat",
        "content_name": "ürün adı; ürün ismi; ürün",
        "content_id": "ürün kodu; stok kodu; ürün id",
        "country": "ülke; ülke kodu",
        "external_id": "müşteri no; müşteri numarası; müşteri id",
        "clock": "saat; zaman",
        "kind": """işlem türü; işlem tipi; belge türü; belge tipi; fatura tipi; fatura türü; fiş türü; hareket
            tipi; hareket türü; tipi; tür; tip""",
        "undone": "iptal tarihi; iade tarihi; iptal; iptal edildi; iade; silindi",
        "why undone": "iptal nedeni; iade nedeni; iptal sebebi; iade sebebi",
        "paid": "ödendi; ödeme alındı; ödendi mi; tahsil edildi",
    },
    sale="""ödendi; tamamlandı; onaylandı; hazırlanıyor; gönderildi; işleniyor; kargolandı; kargoda; faturalandı;
        teslim edildi; kargoya verildi; ödeme alındı; hazır; paketlendi; paketleniyor; kargoya hazır; tedarik
        sürecinde; teslimatta; onaylanmış; tahsil edildi; işleme alındı; teslim alındı; dağıtımda; başarılı;
        başarılı ödeme; ödeme; satış""",
    no_sale="""iptal; iptal edildi; iade; iade edildi; başarısız; reddedildi; geri ödendi; iade
        edilmiş; süresi doldu; para iadesi; silindi; teslim edilemedi; iptal/iade; silinmiş; tedarik edilemedi;
        tedarik edilemedi iptal; hatalı; ödeme hatalı; iadeye gönderildi; iade sürecinde; iade onaylandı; iade alındı;
        müşteri iptal etti; hata; iptal talebi onaylandı; iade faturası; vazgeçti; vazgeçildi;
        tahsil edilemedi; kapıda ödeme tahsil edilemedi; test siparişi""",
    not_yet="""beklemede; bekliyor; ödenmedi; ödeme bekleniyor; ödeme bekliyor; onay bekliyor; taslak; teklif;
        ödenmemiş; vadesi geçmiş; havale bekliyor; havale bekleniyor; ödeme onayı bekliyor""",
    partly="kısmi iade; kısmen iade edildi; kısmen ödendi",
    sale_kinds="satış; satış faturası; fatura; sipariş; tahsilat; ödeme; perakende satış",
    other_kinds="""alış; alış faturası; gider; masraf; komisyon; virman; ödeme çıkışı; iade faturası; satış iade;
        satıştan iade; irsaliye; proforma; teklif; kargo ücreti; para çekme; devir; alıştan iade; tediye; kasa
        açılış""",
    yes="evet",
    no="hayır",
    consent="rıza; açık rıza; pazarlama izni; reklam izni; KVKK onayı; ticari ileti izni",
    mails="e-bülten; bülten; bülten aboneliği; SMS izni; e-posta izni; SMS onayı; e-posta onayı",
    negations="değil yok",
    others="tedarikçi satıcı mağaza çalışan personel",
    customers="müşteri; alıcı; üye; fatura; müşterinin; alıcının",
)
GREEK: Final = Language(
    "Greek",
    {
        "timestamp": """ημερομηνία παραγγελίας; ημερομηνία αγοράς; ημερομηνία πληρωμής; ημερομηνία δημιουργίας;
            ημερομηνία τιμολογίου; ημερομηνία και ώρα; ημερομηνία""",
        "email": "διεύθυνση email; ηλεκτρονικό ταχυδρομείο; email πελάτη; διεύθυνση ηλεκτρονικού ταχυδρομείου",
        "phone": "τηλέφωνο; αριθμός τηλεφώνου; κινητό τηλέφωνο; κινητό; τηλέφωνο πελάτη",
        "value": """σύνολο παραγγελίας; αξία παραγγελίας; συνολική αξία; τελική αξία; συνολική αξία με ΦΠΑ;
            σύνολο με ΦΠΑ; μικτή αξία; πληρωτέο; πληρωτέο ποσό; συνολικό ποσό; γενικό σύνολο; σύνολο; ποσό""",
        "currency": "νόμισμα",
        "order_id": """αριθμός παραγγελίας; κωδικός παραγγελίας; παραγγελία; αριθμός τιμολογίου; αριθμός απόδειξης;
            αρ παραγγελίας; αρ τιμολογίου""",
        "status": "κατάσταση παραγγελίας; κατάσταση πληρωμής; κατάσταση",
        "quantity": "ποσότητα; τεμάχια",
        "price": "τιμή μονάδας; τιμή",
        "content_name": "όνομα προϊόντος; προϊόν",
        "content_id": "κωδικός προϊόντος",
        "country": "χώρα; κωδικός χώρας",
        "external_id": "κωδικός πελάτη; αριθμός πελάτη",
        "clock": "ώρα",
        "kind": "τύπος παραστατικού; είδος παραστατικού; τύπος συναλλαγής",
        "undone": "ακυρώθηκε; ακυρωμένο; ακυρωμένη; επιστράφηκε; ημερομηνία ακύρωσης; ημερομηνία επιστροφής",
        "why undone": "λόγος ακύρωσης; λόγος επιστροφής",
        "paid": "εξοφλημένο; πληρωμένο",
    },
    sale="""πληρωμένη; ολοκληρωμένη; ολοκληρώθηκε; απεσταλμένη; απεστάλη; παραδόθηκε; επιβεβαιωμένη; πληρώθηκε;
        εξοφλήθηκε; σε επεξεργασία; εξοφλημένο; εξοφλημένη""",
    no_sale="""ακυρωμένη; ακυρώθηκε; επιστράφηκε; απέτυχε; αποτυχημένη; απορρίφθηκε; έληξε; ακύρωση; επιστροφή;
        επιστροφή χρημάτων; διαγράφηκε; επιστράφηκαν τα χρήματα; απαράδοτη; απαράδοτο; δεν εισπράχθηκε;
        αντικαταβολή δεν εισπράχθηκε; δοκιμαστική""",
    not_yet="""σε αναμονή; αναμονή πληρωμής; σε αναμονή πληρωμής; εκκρεμεί; απλήρωτη; πρόχειρο; προσφορά;
        ληξιπρόθεσμο; ανεξόφλητο""",
    partly="μερική επιστροφή; μερική πληρωμή; επιστράφηκε μερικώς",
    sale_kinds="""πώληση; τιμολόγιο; τιμολόγιο πώλησης; τιμολόγιο παροχής υπηρεσιών; απόδειξη; παραγγελία; πληρωμή;
        απόδειξη λιανικής""",
    other_kinds="""πιστωτικό τιμολόγιο; πιστωτικό; δελτίο αποστολής; προτιμολόγιο; προμήθεια; τιμολόγιο αγοράς; αγορά;
        προσφορά; ακυρωτικό""",
    yes="ναι",
    no="όχι",
    consent="συγκατάθεση; συγκατάθεση μάρκετινγκ; συγκατάθεση marketing; συναίνεση; συγκατάθεση διαφήμισης",
    mails="ενημερωτικό δελτίο; εγγραφή newsletter; εγγραφή στο newsletter; ενημερώσεις email",
    negations="δεν μη χωρίς",
    others="προμηθευτή προμηθευτής πωλητή πωλητής καταστήματος κατάστημα παραλήπτη παραλήπτης υπαλλήλου",
    customers="πελάτη; πελάτης; αγοραστή",
)
ARABIC: Final = Language(
    "Arabic",
    {
        "timestamp": """تاريخ الطلب; تاريخ الشراء; تاريخ الدفع; تاريخ الإنشاء; تاريخ الفاتورة; وقت الطلب; التاريخ
            والوقت; التاريخ; تاريخ إنشاء الطلب; تاريخ العملية""",
        "email": "البريد الإلكتروني; البريد الالكتروني; الإيميل; بريد العميل; البريد الإلكتروني للعميل",
        "phone": "رقم الهاتف; رقم الجوال; رقم الموبايل; الهاتف; الجوال; الموبايل; هاتف العميل; جوال العميل",
        "value": """إجمالي الطلب; مجموع الطلب; قيمة الطلب; المبلغ الإجمالي; إجمالي المبلغ; المبلغ المدفوع;
            الإجمالي; المجموع; المبلغ; الإجمالي شامل الضريبة; الإجمالي بعد الضريبة; إجمالي الفاتورة;
            المجموع الكلي; صافي المبلغ المدفوع""",
        "currency": "العملة; رمز العملة",
        "order_id": "رقم الطلب; رقم الطلبية; معرف الطلب; رقم الفاتورة; رقم العملية",
        "status": "حالة الطلب; حالة الطلبية; حالة الدفع; الحالة",
        "quantity": "الكمية",
        "price": "سعر الوحدة; السعر",
        "content_name": "اسم المنتج; المنتج",
        "content_id": "رمز المنتج; رقم المنتج",
        "country": "الدولة; البلد; رمز الدولة",
        "external_id": "رقم العميل; معرف العميل",
        "clock": "الوقت; الساعة",
        "kind": "نوع العملية; نوع المستند; نوع الفاتورة; النوع; نوع الحركة",
        "undone": "تاريخ الإلغاء; تاريخ الاسترجاع; ملغي; ملغى; ملغاة; مسترجع; مسترد",
        "why undone": "سبب الإلغاء; سبب الاسترجاع; سبب الإرجاع",
        "paid": "مدفوع; تم الدفع",
    },
    sale="""مدفوع; مدفوعة; مكتملة; مكتمل; مؤكد; ناجح; تم الدفع; تم التنفيذ; تم الشحن; تم التوصيل; تم التأكيد;
        قيد المعالجة; قيد
        التنفيذ; جاري التوصيل; تم التجهيز; قيد التجهيز; تم الاستلام; جاهز للشحن; تم الشحن والتوصيل; جاري التجهيز;
        جاهز""",
    no_sale="""ملغي; ملغى; ملغية; مسترد; مسترجع; مرتجع; مرفوض; محذوف; تم الإلغاء; تم الاسترداد; تم الإرجاع; فشل;
        فشل الدفع; منتهي الصلاحية; استرداد; إرجاع; تم الإسترجاع; مسترجعة; مرجع; قيد الاسترجاع; تم الرفض; لم يتم
        التوصيل; ملغاة; رفض الاستلام; لم يتم الاستلام; تجريبي""",
    not_yet="""بانتظار الدفع; في انتظار الدفع; قيد الانتظار; غير مدفوع; معلق; مسودة; بإنتظار المراجعة; بانتظار
        التحويل; بانتظار التأكيد; غير مدفوعة; متأخرة; في الانتظار; لم يتم الدفع; لم يدفع""",
    partly="مسترد جزئيا; استرداد جزئي; مدفوع جزئيا",
    sale_kinds="بيع; مبيعات; فاتورة; فاتورة مبيعات; طلب; دفعة",
    other_kinds="مرتجع مبيعات; إشعار دائن; فاتورة مشتريات; مشتريات; عرض سعر; مصروف; سحب; عمولة; رسوم; تحويل",
    yes="نعم",
    no="لا",
    consent="الموافقة; موافقة التسويق; الموافقة على التسويق; موافقة الإعلانات",
    mails="النشرة البريدية; الاشتراك في النشرة البريدية; الموافقة على الرسائل",
    negations="غير لم بدون",
    others="المورد البائع المتجر المستلم الموظف",
    customers="العميل; المشتري; الزبون; عميل",
)
HEBREW: Final = Language(
    "Hebrew",
    {
        "timestamp": "תאריך הזמנה; תאריך רכישה; תאריך תשלום; תאריך יצירה; תאריך חשבונית; תאריך ושעה; תאריך",
        "email": 'דואר אלקטרוני; דוא"ל; אימייל; כתובת אימייל; כתובת דוא"ל; מייל; אימייל לקוח',
        "phone": "מספר טלפון; טלפון נייד; טלפון; נייד; טלפון לקוח",
        "value": """סה"כ כולל מע"מ; סה"כ לתשלום; סכום לתשלום; סכום כולל מע"מ; סכום ההזמנה; סכום הזמנה; סכום כולל;
            סה"כ הזמנה; סה"כ; סך הכל; סכום""",
        "currency": "מטבע; קוד מטבע",
        "order_id": "מספר הזמנה; מס' הזמנה; הזמנה; מספר חשבונית; מספר קבלה",
        "status": "סטטוס הזמנה; מצב הזמנה; סטטוס תשלום; סטטוס",
        "quantity": "כמות",
        "price": "מחיר ליחידה; מחיר",
        "content_name": "שם מוצר; שם המוצר; מוצר",
        "content_id": 'מק"ט; מספר מוצר',
        "country": "מדינה; ארץ",
        "external_id": "מספר לקוח",
        "clock": "שעה",
        "kind": "סוג מסמך; סוג עסקה; סוג",
        "undone": "בוטל; בוטלה; מבוטל; מבוטלת; תאריך ביטול; תאריך זיכוי",
        "why undone": "סיבת ביטול; סיבת החזרה",
        "paid": "שולם",
    },
    sale="שולם; שולמה; הושלם; הושלמה; נשלח; נשלחה; נמסר; נמסרה; אושר; אושרה; בטיפול; בעיבוד",
    no_sale="""בוטל; בוטלה; הוחזר; הוחזרה; זוכה; נכשל; נכשלה; נדחה; נדחתה; מבוטל; מבוטלת; פג תוקף; החזר; זיכוי;
        החזר כספי""",
    not_yet="ממתין; ממתינה; ממתין לתשלום; ממתינה לתשלום; לא שולם; לא שולמה; בהמתנה; טיוטה",
    partly="הוחזר חלקית; החזר חלקי; שולם חלקית",
    sale_kinds="מכירה; חשבונית; חשבונית מס; קבלה; חשבונית מס קבלה; הזמנה; תשלום",
    other_kinds="חשבונית זיכוי; תעודת משלוח; הצעת מחיר; חשבונית עסקה; חשבון עסקה; עמלה; משיכה",
    yes="כן",
    no="לא",
    consent="הסכמה; הסכמה לשיווק; אישור דיוור שיווקי; הסכמה לפרסום",
    mails="אישור דיוור; הסכמה לדיוור; דיוור; ניוזלטר; אישור קבלת דיוור",
    negations="לא ללא",
    others="ספק מוכר חנות נמען עובד",
    customers="לקוח; קונה; מזמין",
)
