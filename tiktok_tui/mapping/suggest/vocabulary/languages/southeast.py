"""Indonesian, Vietnamese and Thai."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

INDONESIAN: Final = Language(
    "Indonesian",
    {
        "timestamp": """tanggal pesanan; tanggal pemesanan; tanggal order; tanggal pembelian; tanggal pembayaran;
            tarikh pesanan; tarikh pembelian; tarikh bayaran;
            tanggal transaksi; tanggal dibuat; waktu pesanan; waktu pesanan dibuat; waktu pembayaran; waktu
            transaksi; tanggal; waktu pembayaran dilakukan; waktu order; tanggal pesan; tanggal penjualan;
            tanggal faktur; tanggal invoice; tanggal struk; tgl pesanan; tgl transaksi; tanggal beli""",
        "email": "alamat email; surel; alamat surel; email pembeli; email pelanggan; email pemesan",
        "phone": """nomor telepon; no telepon; telepon; nomor handphone; nomor HP; no HP; handphone; nomor
            ponsel; nomor WhatsApp; no WA; telepon pembeli; no telp; no telp pembeli; nomor telepon pembeli; no
            telepon pembeli; nomor telepon pelanggan; telepon pelanggan; no hp pembeli; no hp pelanggan; no telp
            pelanggan; telp; hp; no whatsapp""",
        "value": """total pesanan; total pembayaran; jumlah pembayaran; total harga; total belanja; total bayar;
            nilai pesanan; total transaksi; jumlah total; total penjualan; grand total; total akhir; total
            tagihan; total dibayar; total keseluruhan; total yang dibayar; total pembayaran pembeli; total harga
            produk; nilai transaksi; jumlah bayar; jumlah dibayar; total nilai; nominal;
            total terkumpul; penjualan bersih; jumlah bayaran""",
        "currency": "mata uang",
        "order_id": """nomor pesanan; no pesanan; id pesanan; pesanan; nomor order; nomor transaksi; id
            transaksi; nomor invoice; no invoice; nomor faktur; no faktur; nomor struk; no struk; no transaksi;
            no order; kode pesanan; kode transaksi; no nota""",
        "status": """status pesanan; status pembayaran; status transaksi; status terakhir; status order; status
            pembayaran invoice; status faktur""",
        "quantity": "kuantitas; jumlah produk; jumlah barang; jumlah produk dibeli; jumlah dibeli; jml",
        "price": "harga satuan; harga jual; harga",
        "content_name": "nama produk; nama barang; produk",
        "content_id": "kode produk; id produk; kode barang; nomor sku; sku induk",
        "country": "negara; kode negara",
        "external_id": "id pelanggan; nomor pelanggan",
        "clock": "jam; waktu; pukul",
        "kind": """jenis transaksi; tipe transaksi; jenis; tipe; jenis dokumen; tipe dokumen; jenis pembayaran
            transaksi""",
        "undone": """tanggal pembatalan; tanggal batal; waktu pembatalan; dibatalkan; tanggal refund; tanggal
            pengembalian; tanggal retur""",
        "why undone": "alasan pembatalan; alasan batal; alasan pengembalian; alasan refund; alasan retur",
        "paid": "sudah bayar; lunas; sudah dibayar; dibayar",
    },
    sale="""dibayar; lunas; selesai; dikirim; terkirim; diproses; diterima; dikonfirmasi; berhasil; sukses; sudah
        dibayar; telah dibayar; sedang dikirim; siap dikirim; perlu dikirim; pesanan selesai; pesanan diproses;
        siap diambil; sedang diproses; dalam pengiriman; sampai tujuan; pesanan tiba; tiba di tujuan; sedang
        dikemas; dikemas; sudah diterima; pembayaran diterima; telah dikirim; permintaan disetujui; disetujui;
        terverifikasi; pesanan dikirim""",
    no_sale="""dibatalkan; batal; dikembalikan; gagal; ditolak; kedaluwarsa; kadaluarsa; retur; pengembalian;
        pembatalan; pengembalian dana; dana dikembalikan; pengembalian barang; dihapus; pesanan dibatalkan;
        dibatalkan pembeli; dibatalkan penjual; dibatalkan sistem; pembayaran gagal; pesanan gagal; gagal kirim;
        refund; retur selesai; pengembalian disetujui; batal otomatis; hangus; pembayaran kedaluwarsa; void;
        tidak valid; kadaluwarsa; uji coba; percobaan; pesanan tes; gagal bayar; gagal antar;
        dipulangkan; bayaran balik""",
    not_yet="""menunggu pembayaran; menunggu konfirmasi; menunggu; belum dibayar; belum bayar; tertunda; draf;
        penawaran; jatuh tempo; belum lunas; menunggu verifikasi; pesanan belum dibayar; menunggak; menunggu
        transfer; ditahan""",
    partly="sebagian dikembalikan; pengembalian sebagian; dibayar sebagian",
    sale_kinds="penjualan; pesanan; faktur; pembayaran; pembelian pelanggan; order; struk; transaksi",
    other_kinds="""retur penjualan; pembelian; pengeluaran; penarikan; penarikan dana; biaya; biaya layanan;
        komisi; kas masuk; kas keluar; surat jalan; penawaran; nota kredit; nota retur; setoran; isi saldo; top
        up; penyesuaian""",
    yes="ya",
    no="tidak",
    consent="persetujuan; persetujuan pemasaran; persetujuan iklan; izin pemasaran",
    mails="langganan buletin; buletin; persetujuan email",
    negations="tidak belum tanpa bukan",
    others="pemasok penjual toko penerima karyawan kurir staf",
    customers="pembeli; pelanggan; pemesan",
)
VIETNAMESE: Final = Language(
    "Vietnamese",
    {
        "timestamp": """ngày đặt hàng; thời gian đặt hàng; ngày mua; ngày bán; ngày thanh toán; thời gian thanh
            toán; ngày tạo đơn; thời gian tạo đơn; ngày tạo; ngày giao dịch; ngày giờ; ngày; thời gian; thời gian
            bán; thời gian đơn hàng được thanh toán; ngày chứng từ; ngày hóa đơn; ngày đặt; ngày lập; thời điểm
            đặt hàng; ngày hạch toán; ngày đơn hàng""",
        "email": "địa chỉ email; thư điện tử; email khách hàng; email người mua; email người đặt",
        "phone": """số điện thoại; điện thoại; SĐT; số di động; di động; điện thoại khách hàng; số điện thoại
            khách hàng; điện thoại người mua; số điện thoại người mua; sđt khách hàng; điện thoại người đặt; sđt
            khách; di động khách hàng""",
        "value": """tổng tiền; tổng giá trị đơn hàng; giá trị đơn hàng; tổng đơn hàng; tổng thanh toán; tổng tiền
            thanh toán; tổng số tiền; tổng cộng; doanh thu; số tiền; khách đã trả; khách cần trả; tổng thanh toán
            đơn hàng; tổng số tiền người mua thanh toán; tổng tiền sau giảm giá; thành tiền; tổng tiền đơn hàng;
            tổng giá trị; tiền thanh toán; khách phải trả; tổng doanh thu; tổng hóa đơn; tổng thu; tổng tiền hóa
            đơn""",
        "currency": "tiền tệ; loại tiền; đơn vị tiền tệ",
        "order_id": """mã đơn hàng; số đơn hàng; mã đơn; đơn hàng; mã giao dịch; mã hóa đơn; số hóa đơn; mã chứng
            từ; số chứng từ; số phiếu; mã phiếu; mã vận đơn hàng""",
        "status": """trạng thái đơn hàng; tình trạng đơn hàng; trạng thái thanh toán; trạng thái; tình trạng;
            trạng thái hóa đơn; trạng thái giao dịch; trạng thái xử lý; tình trạng thanh toán""",
        "quantity": "số lượng",
        "price": "đơn giá; giá bán; giá",
        "content_name": "tên sản phẩm; tên hàng; sản phẩm",
        "content_id": "mã sản phẩm; mã hàng",
        "country": "quốc gia; mã quốc gia",
        "external_id": "mã khách hàng",
        "clock": "giờ",
        "kind": "loại giao dịch; loại chứng từ; loại hóa đơn; loại đơn; loại; loại phiếu; loại đơn hàng",
        "undone": "ngày hủy; thời gian hủy; ngày hoàn tiền; ngày trả hàng; đã hủy; mã trả hàng; mã phiếu trả",
        "why undone": "lý do hủy; lý do hoàn tiền; lý do trả hàng",
        "paid": "đã thanh toán; đã trả; đã thu tiền",
    },
    sale="""đã thanh toán; hoàn thành; đã hoàn thành; đã giao; đã giao hàng; đang giao; đang giao hàng; đang xử
        lý; đã gửi; đã xác nhận; thành công; giao thành công; chờ giao hàng; chờ lấy hàng; đã duyệt; đã xuất kho;
        đang vận chuyển; đã nhận hàng; đã giao hàng thành công; đã thu tiền; đang đóng gói; chờ xử lý giao; đã
        nhận""",
    no_sale="""đã hủy; đã huỷ; hủy; huỷ; đã hoàn tiền; hoàn tiền; đã trả hàng; trả hàng; thất bại; từ chối; bị từ
        chối; hết hạn; hoàn trả; giao thất bại; giao hàng thất bại; không thành công; trả hàng/hoàn tiền; đã xóa;
        hủy đơn; đã huỷ đơn; đã hoàn; đã hoàn hàng; đơn hoàn; không nhận hàng; khách không nhận; hoàn hàng; đã
        hoàn trả; chuyển hoàn; đã nhập trả; trùng đơn; test; đã bị hủy; hoàn lại tiền; bom
        hàng; boom hàng; đang chuyển hoàn; đang hoàn hàng; giao không thành công; đơn test""",
    not_yet="""chờ thanh toán; chưa thanh toán; chờ xác nhận; đang chờ; tạm giữ; nháp; báo giá; phiếu tạm; chờ
        duyệt; đặt cọc; quá hạn; công nợ; nợ; chưa thu tiền; đang xử lý thanh toán; đơn nháp; bản nháp; chưa thu COD""",
    partly="hoàn tiền một phần; thanh toán một phần; đã hoàn tiền một phần",
    sale_kinds="bán hàng; hóa đơn; đơn hàng; thanh toán; hóa đơn bán hàng; bán lẻ; thu tiền khách",
    other_kinds="""nhập hàng; phiếu nhập; phiếu chi; phiếu trả hàng; trả hàng nhập; chi phí; rút tiền; phí; phí
        dịch vụ; hoa hồng; chuyển khoản nội bộ; chuyển kho; kiểm kho; trả hàng bán; nạp tiền; chi tiền; mua hàng;
        phiếu xuất kho; phiếu giao hàng""",
    yes="có",
    no="không",
    consent="đồng ý tiếp thị; đồng ý quảng cáo; chấp thuận quảng cáo; đồng ý nhận quảng cáo",
    mails="đăng ký nhận tin; nhận bản tin; đồng ý nhận email",
    customers="khách hàng; khách; người mua; người đặt",
)
THAI: Final = Language(
    "Thai",
    {
        "timestamp": """วันที่สั่งซื้อ; เวลาสั่งซื้อ; เวลาที่สั่งซื้อ; วันที่ทำการสั่งซื้อ; วันที่ซื้อ; วันที่ชำระเงิน;
            เวลาชำระเงิน; วันที่ทำรายการ; วันที่สร้าง; วันเวลา; วันที่; เวลาการชำระสินค้า; เวลาที่ชำระเงิน; วันที่ขาย;
            วันที่เอกสาร; วันที่ออกเอกสาร; วันที่ใบเสร็จ; วันเวลาที่สั่งซื้อ; วันเวลาที่ทำรายการ; วันที่และเวลา;
            วันที่ทำธุรกรรม""",
        "email": "อีเมล; อีเมล์; ที่อยู่อีเมล; อีเมลลูกค้า; อีเมลผู้ซื้อ; อีเมลผู้สั่งซื้อ",
        "phone": """เบอร์โทรศัพท์; หมายเลขโทรศัพท์; เบอร์โทร; เบอร์มือถือ; โทรศัพท์; มือถือ; เบอร์โทรลูกค้า;
            เบอร์โทรศัพท์ลูกค้า; เบอร์โทรผู้ซื้อ; เบอร์ติดต่อ; เบอร์; เบอร์โทรศัพท์ผู้ซื้อ""",
        "value": """ยอดรวมทั้งหมด; ยอดคำสั่งซื้อ; ยอดชำระเงิน; ยอดชำระ; ยอดสุทธิ; จำนวนเงินทั้งหมด; รวมทั้งสิ้น;
            ราคารวม; ยอดรวม; ยอดเงิน; จำนวนเงิน; ยอดรวมสุทธิ; รวมสุทธิ; จำนวนเงินรวม; ราคาสุทธิ; ยอดขาย; ยอดขายสุทธิ;
            รวมเงิน; รวมเป็นเงิน; จำนวนเงินที่ชำระ; มูลค่ารวม; มูลค่ารวมสุทธิ; ยอดชำระทั้งหมด; ยอดรวมที่ชำระ""",
        "currency": "สกุลเงิน",
        "order_id": """หมายเลขคำสั่งซื้อ; เลขที่คำสั่งซื้อ; รหัสคำสั่งซื้อ; คำสั่งซื้อ; เลขที่ใบเสร็จ; เลขที่เอกสาร;
            เลขที่ใบกำกับภาษี; เลขที่บิล; เลขที่รายการ; เลขที่ออเดอร์; หมายเลขออเดอร์; เลขที่การสั่งซื้อ; รหัสออเดอร์""",
        "status": """สถานะคำสั่งซื้อ; สถานะการสั่งซื้อ; สถานะการชำระเงิน; สถานะ; สถานะบิล; สถานะเอกสาร; สถานะออเดอร์;
            สถานะรายการ; สถานะการคืนเงินหรือคืนสินค้า; สถานะชำระเงิน; สถานะการจัดส่ง""",
        "quantity": "จำนวน; จำนวนสินค้า",
        "price": "ราคาต่อหน่วย; ราคาต่อชิ้น; ราคาขาย; ราคา",
        "content_name": "ชื่อสินค้า; สินค้า",
        "content_id": "รหัสสินค้า",
        "country": "ประเทศ",
        "external_id": "รหัสลูกค้า; หมายเลขลูกค้า",
        "clock": "เวลา",
        "kind": "ประเภทรายการ; ประเภท; ประเภทเอกสาร; ประเภทธุรกรรม; ชนิดรายการ",
        "undone": "วันที่ยกเลิก; เวลาที่ยกเลิก; วันที่คืนเงิน",
        "why undone": "เหตุผลการยกเลิก; เหตุผลในการยกเลิก; เหตุผลที่ยกเลิก; เหตุผลในการยกเลิกคำสั่งซื้อ; เหตุผลการคืนเงิน",
        "paid": "ชำระแล้ว; จ่ายแล้ว",
    },
    sale="""ชำระแล้ว; ชำระเงินแล้ว; จ่ายแล้ว; สำเร็จ; สำเร็จแล้ว; เสร็จสิ้น; จัดส่งแล้ว; ส่งแล้ว; จัดส่งสำเร็จ; กำลังจัดส่ง;
        ที่ต้องจัดส่ง; กำลังดำเนินการ; ยืนยันแล้ว; การจัดส่ง; รอจัดส่ง; รอการจัดส่ง; กำลังแพ็ค; ได้รับสินค้าแล้ว;
        เตรียมจัดส่ง; คำขอได้รับการยอมรับแล้ว; รับสินค้าแล้ว; อนุมัติ; อนุมัติแล้ว; เปิดบิลแล้ว; เสร็จสมบูรณ์""",
    no_sale="""ยกเลิก; ยกเลิกแล้ว; ถูกยกเลิก; คืนเงิน; คืนเงินแล้ว; คืนสินค้า; คืนสินค้าแล้ว; ล้มเหลว; ปฏิเสธ; หมดอายุ;
        ไม่สำเร็จ; การคืนเงิน; คืนเงิน/คืนสินค้า; ยกเลิกคำสั่งซื้อ; ตีกลับ; คืนเงินสำเร็จ; จัดส่งไม่สำเร็จ;
        ชำระเงินไม่สำเร็จ; ตีคืน; ยกเลิกบิล; ทดสอบ""",
    not_yet="""รอชำระเงิน; รอการชำระเงิน; ยังไม่ชำระ; ค้างชำระ; ที่ต้องชำระ; รอดำเนินการ; รอยืนยัน; ร่าง; รอชำระ;
        รอโอน; รอโอนเงิน; รอตรวจสอบ; รออนุมัติ; เกินกำหนด; รอเก็บเงิน; พ้นกำหนด; พักไว้; พักการสั่งซื้อ""",
    partly="คืนเงินบางส่วน; ชำระบางส่วน; คืนสินค้าบางส่วน",
    sale_kinds="ขาย; การขาย; คำสั่งซื้อ; ใบเสร็จ; ใบกำกับภาษี; ใบเสร็จรับเงิน; ชำระเงิน",
    other_kinds="""ซื้อ; ใบลดหนี้; ใบเสนอราคา; ใบส่งของ; ถอนเงิน; ค่าธรรมเนียม; โอนเงิน; ค่าใช้จ่าย; เติมเงิน;
        ค่าคอมมิชชั่น; ใบสั่งซื้อ; เงินทอน; นำเงินเข้า; นำเงินออก; รับคืน""",
    yes="ใช่",
    no="ไม่; ไม่ใช่",
    consent="ความยินยอม; ยินยอมการตลาด; ยินยอมโฆษณา; ความยินยอมทางการตลาด",
    mails="รับข่าวสาร; ยินยอมรับข่าวสาร; รับอีเมลข่าวสาร",
    others="ผู้ขาย ร้านค้า ผู้รับ พนักงาน",
    customers="ลูกค้า; ผู้ซื้อ; ผู้สั่งซื้อ; สมาชิก",
)
