"""Turkish, Greek, Arabic and Hebrew."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.languages.language import Language

TURKISH: Final = Language(
    "Turkish",
    {
        "timestamp": """sipariş tarihi; sipariş zamanı; satın alma tarihi; satış tarihi; ödeme tarihi; işlem tarihi;
            oluşturma tarihi; oluşturulma tarihi; fatura tarihi; tarih ve saat; tarih""",
        "email": "e-posta adresi; e-posta; müşteri e-posta; müşteri e-postası",
        "phone": "telefon numarası; telefon no; cep telefonu; müşteri telefonu; cep no",
        "value": """sipariş tutarı; sipariş toplamı; toplam tutar; genel toplam; ödenen tutar; satış tutarı;
            KDV dahil toplam; toplam; tutar""",
        "currency": "para birimi; döviz",
        "order_id": """sipariş numarası; sipariş no; sipariş id; sipariş; fatura no; fatura numarası; işlem no;
            fiş no""",
        "status": "sipariş durumu; ödeme durumu; durum; statü",
        "quantity": "adet",
        "price": "birim fiyat; satış fiyatı; fiyat",
        "content_name": "ürün adı; ürün ismi; ürün",
        "content_id": "ürün kodu; stok kodu; ürün id",
        "country": "ülke; ülke kodu",
        "external_id": "müşteri no; müşteri numarası; müşteri id",
    },
    sale="""ödendi; tamamlandı; onaylandı; hazırlanıyor; gönderildi; işleniyor; kargolandı; kargoda; faturalandı;
        teslim edildi; kargoya verildi; ödeme alındı; başarılı; ödeme; satış""",
    no_sale="""iptal; iptal edildi; iade; iade edildi; başarısız; reddedildi; geri ödendi; iade edilmiş;
        süresi doldu; para iadesi; silindi; teslim edilemedi; iptal/iade""",
    not_yet="beklemede; bekliyor; ödenmedi; ödeme bekleniyor; ödeme bekliyor; onay bekliyor; taslak; teklif",
    partly="kısmi iade; kısmen iade edildi; kısmen ödendi",
    yes="evet",
    no="hayır",
    consent="rıza; açık rıza; pazarlama izni; reklam izni; KVKK onayı; ticari ileti izni",
    negations="değil yok",
    others="tedarikçi satıcı mağaza çalışan personel",
)
GREEK: Final = Language(
    "Greek",
    {
        "timestamp": """ημερομηνία παραγγελίας; ημερομηνία αγοράς; ημερομηνία πληρωμής; ημερομηνία δημιουργίας;
            ημερομηνία τιμολογίου; ημερομηνία και ώρα; ημερομηνία""",
        "email": "διεύθυνση email; ηλεκτρονικό ταχυδρομείο; email πελάτη; διεύθυνση ηλεκτρονικού ταχυδρομείου",
        "phone": "τηλέφωνο; αριθμός τηλεφώνου; κινητό τηλέφωνο; κινητό; τηλέφωνο πελάτη",
        "value": "σύνολο παραγγελίας; αξία παραγγελίας; συνολικό ποσό; γενικό σύνολο; σύνολο; ποσό",
        "currency": "νόμισμα",
        "order_id": "αριθμός παραγγελίας; κωδικός παραγγελίας; παραγγελία; αριθμός τιμολογίου; αριθμός απόδειξης",
        "status": "κατάσταση παραγγελίας; κατάσταση πληρωμής; κατάσταση",
        "quantity": "ποσότητα; τεμάχια",
        "price": "τιμή μονάδας; τιμή",
        "content_name": "όνομα προϊόντος; προϊόν",
        "content_id": "κωδικός προϊόντος",
        "country": "χώρα; κωδικός χώρας",
        "external_id": "κωδικός πελάτη; αριθμός πελάτη",
    },
    sale="""πληρωμένη; ολοκληρωμένη; ολοκληρώθηκε; απεσταλμένη; απεστάλη; παραδόθηκε; επιβεβαιωμένη; πληρώθηκε;
        εξοφλήθηκε; σε επεξεργασία""",
    no_sale="""ακυρωμένη; ακυρώθηκε; επιστράφηκε; απέτυχε; αποτυχημένη; απορρίφθηκε; έληξε; ακύρωση; επιστροφή;
        επιστροφή χρημάτων; διαγράφηκε""",
    not_yet="σε αναμονή; αναμονή πληρωμής; σε αναμονή πληρωμής; εκκρεμεί; απλήρωτη; πρόχειρο; προσφορά",
    partly="μερική επιστροφή; μερική πληρωμή; επιστράφηκε μερικώς",
    yes="ναι",
    no="όχι",
    consent="συγκατάθεση; συγκατάθεση μάρκετινγκ; συναίνεση; συγκατάθεση διαφήμισης",
    negations="δεν μη χωρίς",
    others="προμηθευτή προμηθευτής πωλητή πωλητής καταστήματος κατάστημα παραλήπτη παραλήπτης υπαλλήλου",
)
ARABIC: Final = Language(
    "Arabic",
    {
        "timestamp": """تاريخ الطلب; تاريخ الشراء; تاريخ الدفع; تاريخ الإنشاء; تاريخ الفاتورة; وقت الطلب;
            التاريخ والوقت; التاريخ""",
        "email": "البريد الإلكتروني; البريد الالكتروني; الإيميل; بريد العميل; البريد الإلكتروني للعميل",
        "phone": "رقم الهاتف; رقم الجوال; رقم الموبايل; الهاتف; الجوال; الموبايل; هاتف العميل; جوال العميل",
        "value": """إجمالي الطلب; مجموع الطلب; قيمة الطلب; المبلغ الإجمالي; إجمالي المبلغ; المبلغ المدفوع; الإجمالي;
            المجموع; المبلغ""",
        "currency": "العملة; رمز العملة",
        "order_id": "رقم الطلب; رقم الطلبية; معرف الطلب; رقم الفاتورة; رقم العملية",
        "status": "حالة الطلب; حالة الطلبية; حالة الدفع; الحالة",
        "quantity": "الكمية",
        "price": "سعر الوحدة; السعر",
        "content_name": "اسم المنتج; المنتج",
        "content_id": "رمز المنتج; رقم المنتج",
        "country": "الدولة; البلد; رمز الدولة",
        "external_id": "رقم العميل; معرف العميل",
    },
    sale="""مدفوع; مكتمل; مؤكد; ناجح; تم الدفع; تم التنفيذ; تم الشحن; تم التوصيل; تم التأكيد; قيد المعالجة;
        قيد التنفيذ; جاري التوصيل""",
    no_sale="""ملغي; ملغى; ملغية; مسترد; مسترجع; مرتجع; مرفوض; محذوف; تم الإلغاء; تم الاسترداد; تم الإرجاع; فشل;
        فشل الدفع; منتهي الصلاحية; استرداد; إرجاع""",
    not_yet="بانتظار الدفع; في انتظار الدفع; قيد الانتظار; غير مدفوع; معلق; مسودة",
    partly="مسترد جزئيا; استرداد جزئي; مدفوع جزئيا",
    yes="نعم",
    no="لا",
    consent="الموافقة; موافقة التسويق; الموافقة على التسويق; موافقة الإعلانات",
    negations="غير لم بدون",
    others="المورد البائع المتجر المستلم الموظف",
)
HEBREW: Final = Language(
    "Hebrew",
    {
        "timestamp": "תאריך הזמנה; תאריך רכישה; תאריך תשלום; תאריך יצירה; תאריך חשבונית; תאריך ושעה; תאריך",
        "email": 'דואר אלקטרוני; דוא"ל; אימייל; כתובת אימייל; כתובת דוא"ל; מייל; אימייל לקוח',
        "phone": "מספר טלפון; טלפון נייד; טלפון; נייד; טלפון לקוח",
        "value": 'סכום ההזמנה; סכום הזמנה; סכום כולל; סה"כ הזמנה; סה"כ; סך הכל; סכום',
        "currency": "מטבע; קוד מטבע",
        "order_id": "מספר הזמנה; מס' הזמנה; הזמנה; מספר חשבונית; מספר קבלה",
        "status": "סטטוס הזמנה; מצב הזמנה; סטטוס תשלום; סטטוס",
        "quantity": "כמות",
        "price": "מחיר ליחידה; מחיר",
        "content_name": "שם מוצר; שם המוצר; מוצר",
        "content_id": 'מק"ט; מספר מוצר',
        "country": "מדינה; ארץ",
        "external_id": "מספר לקוח",
    },
    sale="שולם; שולמה; הושלם; הושלמה; נשלח; נשלחה; נמסר; נמסרה; אושר; אושרה; בטיפול; בעיבוד",
    no_sale="""בוטל; בוטלה; הוחזר; הוחזרה; זוכה; נכשל; נכשלה; נדחה; נדחתה; מבוטל; מבוטלת; פג תוקף; החזר; זיכוי;
        החזר כספי""",
    not_yet="ממתין; ממתינה; ממתין לתשלום; ממתינה לתשלום; לא שולם; לא שולמה; בהמתנה; טיוטה",
    partly="הוחזר חלקית; החזר חלקי; שולם חלקית",
    yes="כן",
    no="לא",
    consent="הסכמה; הסכמה לשיווק; אישור דיוור שיווקי; הסכמה לפרסום",
    negations="לא ללא",
    others="ספק מוכר חנות נמען עובד",
)
