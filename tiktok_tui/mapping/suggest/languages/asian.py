"""Japanese, Chinese, Korean, Indonesian, Vietnamese and Thai."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.languages.language import Language

JAPANESE: Final = Language(
    "Japanese",
    {
        "timestamp": """注文日時; 注文日; 購入日時; 購入日; 受注日時; 受注日; 決済日時; 決済日; 支払日時; 支払日;
            入金日; 取引日時; 取引日; 売上日; 作成日時; 作成日; 日時; 日付""",
        "email": """メールアドレス; メール; Eメール; 電子メール; 購入者メールアドレス; 注文者メールアドレス;
            お客様メールアドレス; 会員メールアドレス; 顧客メールアドレス""",
        "phone": """電話番号; 電話; 携帯電話番号; 携帯電話; 携帯番号; 購入者電話番号; 注文者電話番号;
            お客様電話番号; 顧客電話番号""",
        "value": """合計金額; 注文合計; 総合計; 請求金額; 支払金額; お支払い金額; 支払総額; 購入金額; 注文金額;
            決済金額; 受注金額; 売上金額; 合計金額（税込）; 税込合計; お買い上げ金額; 合計; 総額; 金額""",
        "currency": "通貨; 通貨コード",
        "order_id": """注文番号; 注文ID; 注文No; 受注番号; 受注ID; オーダー番号; 伝票番号; 取引番号; 取引ID; 決済ID;
            レシート番号; 予約番号""",
        "status": """ステータス; 注文ステータス; 注文状況; 注文状態; 受注ステータス; 受注状況; 支払状況;
            支払いステータス; 決済ステータス; 入金状況; 取引状況; 対応状況; 状態""",
        "quantity": "数量; 個数; 注文数",
        "price": "単価; 商品単価; 販売価格; 価格",
        "content_name": "商品名; アイテム名; 商品",
        "content_id": "商品番号; 商品コード; 商品ID; 品番",
        "country": "国; 国コード",
        "external_id": "顧客番号; 顧客ID; 会員番号; 会員ID; お客様番号",
    },
    sale="""支払済み; 支払い済み; 入金済み; 入金済; 決済済み; 決済完了; 支払完了; 完了; 発送済み; 発送済; 発送完了;
        出荷済み; 出荷済; 出荷完了; 配送済み; 配達完了; 受注確定; 注文確定; 売上確定; 確定; 処理中; 承認済み;
        対応済み; 対応済; 成功""",
    no_sale="""キャンセル; キャンセル済み; 返金; 返金済み; 返品; 返品済み; 失敗; 取消; 取消済み; 注文キャンセル;
        キャンセル済; 返金済; 返金完了; 返品完了; 全額返金; 払い戻し; 払戻し; 払戻済み; 取り消し; 決済失敗; 拒否;
        期限切れ; 無効; 不成立; 却下; 削除; 削除済み; エラー""",
    not_yet="""未払い; 未払; 未入金; 未決済; 支払待ち; 支払い待ち; 入金待ち; 決済待ち; 承認待ち; 保留; 保留中;
        仮注文; 下書き; 見積""",
    partly="一部返金; 部分返金; 一部入金; 一部返品",
    yes="はい; 有; あり",
    no="いいえ; 無; なし",
    consent="同意; 広告同意; マーケティング同意; 個人情報同意; 広告への同意",
    others="仕入先 販売者 店舗 担当者 配送先 送付先 届け先 お届け先 出品者 スタッフ",
)
CHINESE: Final = Language(
    "Chinese",
    {
        "timestamp": """下单时间; 订单时间; 付款时间; 支付时间; 成交时间; 交易时间; 购买时间; 创建时间; 订单日期;
            下单日期; 购买日期; 下單時間; 訂單時間; 付款時間; 交易時間; 建立時間; 訂單日期; 下單日期; 訂購日期;
            日期; 时间""",
        "email": """邮箱; 电子邮箱; 电子邮件; 邮箱地址; 邮件地址; 买家邮箱; 客户邮箱; 郵箱; 電子郵件; 電子信箱;
            電郵; 信箱""",
        "phone": """手机号; 手机号码; 手机; 联系电话; 电话号码; 电话; 买家电话; 客户电话; 手機號碼; 手機; 行動電話;
            聯絡電話; 電話號碼""",
        "value": """订单金额; 订单总额; 订单总金额; 实付金额; 实付款; 支付金额; 付款金额; 成交金额; 总金额; 总价;
            总计; 訂單金額; 訂單總額; 實付金額; 付款金額; 總金額; 總計; 合计; 金额""",
        "currency": "币种; 货币; 幣別; 幣種; 貨幣",
        "order_id": """订单号; 订单编号; 订单ID; 交易号; 交易编号; 流水号; 发票号码; 訂單編號; 訂單號碼; 訂單號;
            交易編號; 單號""",
        "status": "订单状态; 支付状态; 付款状态; 交易状态; 状态; 訂單狀態; 付款狀態; 交易狀態; 狀態",
        "quantity": "数量; 件数; 數量",
        "price": "单价; 商品单价; 售价; 价格; 單價; 價格",
        "content_name": "商品名称; 商品标题; 产品名称; 商品名稱; 產品名稱",
        "content_id": "商品编码; 商品编号; 货号; SKU编码; 商品編號; 商品貨號",
        "country": "国家; 国家代码; 國家",
        "external_id": "客户编号; 会员编号; 会员号; 用户ID; 客戶編號; 會員編號",
    },
    sale="""已付款; 已支付; 已完成; 已发货; 已签收; 已收货; 已确认; 已送达; 交易成功; 交易完成; 支付成功;
        买家已付款; 卖家已发货; 待发货; 等待发货; 处理中; 配送中; 完成; 成功; 已出貨; 已發貨; 已送達; 已取貨;
        已確認; 待出貨; 處理中""",
    no_sale="""已取消; 已退款; 退款; 已退货; 交易关闭; 已关闭; 失败; 取消; 退货; 退款成功; 全额退款; 退款中;
        退货退款; 支付失败; 已拒绝; 拒绝; 已过期; 无效; 已作废; 作废; 超时关闭; 已删除; 已退貨; 退貨; 退貨退款;
        全額退款; 交易關閉; 已關閉; 付款失敗; 已拒絕; 拒絕; 已過期; 已作廢; 作廢; 已刪除""",
    not_yet="待付款; 未付款; 待支付; 未支付; 等待付款; 等待买家付款; 待确认; 待確認; 草稿; 报价; 報價; 挂起",
    partly="部分退款; 部分付款; 部分退货; 部分退貨",
    yes="是; 有",
    no="否; 无",
    consent="同意; 广告同意; 营销同意; 隐私同意; 廣告同意; 行銷同意; 隱私同意",
    others="供应商 卖家 店铺 门店 收件人 收货人 员工 客服 供應商 賣家 店家 店鋪 收貨人 員工",
)
KOREAN: Final = Language(
    "Korean",
    {
        "timestamp": """주문일시; 주문일자; 주문일; 주문시간; 결제일시; 결제일자; 결제일; 결제완료일; 구매일시;
            구매일; 거래일시; 거래일; 생성일시; 생성일; 등록일; 일시; 날짜""",
        "email": "이메일; 이메일 주소; 메일; 전자우편; 주문자 이메일; 구매자 이메일; 고객 이메일",
        "phone": """전화번호; 휴대폰번호; 휴대폰; 휴대전화번호; 휴대전화; 핸드폰; 연락처; 주문자 전화번호;
            주문자 휴대폰; 주문자 연락처; 구매자 전화번호; 구매자 연락처""",
        "value": """총 결제금액; 실결제금액; 최종 결제금액; 결제금액; 총 주문금액; 주문금액; 구매금액; 판매금액;
            총 금액; 합계금액; 총액; 합계; 매출액; 금액""",
        "currency": "통화; 통화코드",
        "order_id": "주문번호; 주문 ID; 주문 아이디; 거래번호; 결제번호; 영수증 번호; 예약번호",
        "status": "주문상태; 주문 처리 상태; 처리상태; 결제상태; 거래상태; 상태",
        "quantity": "수량; 주문수량; 구매수량; 개수",
        "price": "단가; 판매가; 상품가격; 가격",
        "content_name": "상품명; 제품명; 상품",
        "content_id": "상품번호; 상품코드; 상품 ID; 품번",
        "country": "국가; 국가코드",
        "external_id": "고객번호; 고객 ID; 회원번호; 회원 ID",
    },
    sale="""결제완료; 입금완료; 주문완료; 구매확정; 배송완료; 배송중; 배송준비중; 상품준비중; 출고완료; 발송완료;
        거래완료; 완료; 처리중; 승인; 성공""",
    no_sale="""취소; 주문취소; 취소완료; 결제취소; 환불; 환불완료; 반품; 반품완료; 실패; 결제실패; 취소됨; 환불됨;
        전액환불; 거절; 만료; 무효; 오류; 삭제됨""",
    not_yet="입금대기; 결제대기; 미결제; 미입금; 입금전; 대기; 대기중; 승인대기; 보류; 견적",
    partly="부분환불; 부분취소; 부분결제; 부분반품",
    yes="예; 네",
    no="아니오; 아니요",
    consent="동의; 마케팅 동의; 마케팅 수신 동의; 광고 동의; 개인정보 동의; 광고성 정보 수신 동의",
    others="공급업체 공급사 판매자 매장 수령인 수취인 받는사람 담당자 직원",
)
INDONESIAN: Final = Language(
    "Indonesian",
    {
        "timestamp": """tanggal pesanan; tanggal pemesanan; tanggal order; tanggal pembelian; tanggal pembayaran;
            tanggal transaksi; tanggal dibuat; waktu pesanan; waktu pesanan dibuat; waktu pembayaran;
            waktu transaksi; tanggal""",
        "email": "alamat email; surel; alamat surel; email pembeli; email pelanggan",
        "phone": """nomor telepon; no telepon; telepon; nomor handphone; nomor HP; no HP; handphone; nomor ponsel;
            nomor WhatsApp; no WA; telepon pembeli""",
        "value": """total pesanan; total pembayaran; jumlah pembayaran; total harga; total belanja; total bayar;
            nilai pesanan; total transaksi; jumlah total""",
        "currency": "mata uang",
        "order_id": """nomor pesanan; no pesanan; id pesanan; pesanan; nomor order; nomor transaksi; id transaksi;
            nomor invoice; no invoice; nomor faktur""",
        "status": "status pesanan; status pembayaran; status transaksi",
        "quantity": "kuantitas; jumlah produk; jumlah barang",
        "price": "harga satuan; harga jual; harga",
        "content_name": "nama produk; nama barang; produk",
        "content_id": "kode produk; id produk; kode barang",
        "country": "negara; kode negara",
        "external_id": "id pelanggan; nomor pelanggan",
    },
    sale="""dibayar; lunas; selesai; dikirim; terkirim; diproses; diterima; dikonfirmasi; berhasil; sukses;
        sudah dibayar; telah dibayar; sedang dikirim; siap dikirim; perlu dikirim""",
    no_sale="""dibatalkan; batal; dikembalikan; gagal; ditolak; kedaluwarsa; kadaluarsa; retur; pengembalian;
        pembatalan; pengembalian dana; dana dikembalikan; pengembalian barang; dihapus""",
    not_yet="""menunggu pembayaran; menunggu konfirmasi; menunggu; belum dibayar; belum bayar; tertunda; draf;
        penawaran""",
    partly="sebagian dikembalikan; pengembalian sebagian; dibayar sebagian",
    yes="ya",
    no="tidak",
    consent="persetujuan; persetujuan pemasaran; persetujuan iklan; izin pemasaran",
    negations="tidak belum tanpa bukan",
    others="pemasok penjual toko penerima karyawan kurir staf",
)
VIETNAMESE: Final = Language(
    "Vietnamese",
    {
        "timestamp": """ngày đặt hàng; thời gian đặt hàng; ngày mua; ngày bán; ngày thanh toán;
            thời gian thanh toán; ngày tạo đơn; thời gian tạo đơn; ngày tạo; ngày giao dịch; ngày giờ; ngày""",
        "email": "địa chỉ email; thư điện tử; email khách hàng",
        "phone": """số điện thoại; điện thoại; SĐT; số di động; di động; điện thoại khách hàng;
            số điện thoại khách hàng""",
        "value": """tổng tiền; tổng giá trị đơn hàng; giá trị đơn hàng; tổng đơn hàng; tổng thanh toán;
            tổng tiền thanh toán; tổng số tiền; tổng cộng; doanh thu; số tiền""",
        "currency": "tiền tệ; loại tiền; đơn vị tiền tệ",
        "order_id": "mã đơn hàng; số đơn hàng; mã đơn; đơn hàng; mã giao dịch; mã hóa đơn; số hóa đơn",
        "status": "trạng thái đơn hàng; tình trạng đơn hàng; trạng thái thanh toán; trạng thái; tình trạng",
        "quantity": "số lượng",
        "price": "đơn giá; giá bán; giá",
        "content_name": "tên sản phẩm; tên hàng; sản phẩm",
        "content_id": "mã sản phẩm; mã hàng",
        "country": "quốc gia; mã quốc gia",
        "external_id": "mã khách hàng",
    },
    sale="""đã thanh toán; hoàn thành; đã hoàn thành; đã giao; đã giao hàng; đang giao; đang giao hàng; đang xử lý;
        đã gửi; đã xác nhận; thành công; giao thành công; chờ giao hàng; chờ lấy hàng""",
    no_sale="""đã hủy; đã huỷ; hủy; huỷ; đã hoàn tiền; hoàn tiền; đã trả hàng; trả hàng; thất bại; từ chối;
        bị từ chối; hết hạn; hoàn trả; giao thất bại; giao hàng thất bại; không thành công; trả hàng/hoàn tiền;
        đã xóa""",
    not_yet="chờ thanh toán; chưa thanh toán; chờ xác nhận; đang chờ; tạm giữ; nháp; báo giá",
    partly="hoàn tiền một phần; thanh toán một phần; đã hoàn tiền một phần",
    yes="có",
    no="không",
    consent="đồng ý tiếp thị; đồng ý quảng cáo; chấp thuận quảng cáo; đồng ý nhận quảng cáo",
)
THAI: Final = Language(
    "Thai",
    {
        "timestamp": """วันที่สั่งซื้อ; เวลาสั่งซื้อ; เวลาที่สั่งซื้อ; วันที่ทำการสั่งซื้อ; วันที่ซื้อ;
            วันที่ชำระเงิน; เวลาชำระเงิน; วันที่ทำรายการ; วันที่สร้าง; วันเวลา; วันที่""",
        "email": "อีเมล; อีเมล์; ที่อยู่อีเมล; อีเมลลูกค้า",
        "phone": "เบอร์โทรศัพท์; หมายเลขโทรศัพท์; เบอร์โทร; เบอร์มือถือ; โทรศัพท์; มือถือ",
        "value": """ยอดรวมทั้งหมด; ยอดคำสั่งซื้อ; ยอดชำระเงิน; ยอดชำระ; ยอดสุทธิ; จำนวนเงินทั้งหมด; รวมทั้งสิ้น;
            ราคารวม; ยอดรวม; ยอดเงิน; จำนวนเงิน""",
        "currency": "สกุลเงิน",
        "order_id": "หมายเลขคำสั่งซื้อ; เลขที่คำสั่งซื้อ; รหัสคำสั่งซื้อ; คำสั่งซื้อ; เลขที่ใบเสร็จ",
        "status": "สถานะคำสั่งซื้อ; สถานะการสั่งซื้อ; สถานะการชำระเงิน; สถานะ",
        "quantity": "จำนวน; จำนวนสินค้า",
        "price": "ราคาต่อหน่วย; ราคาต่อชิ้น; ราคาขาย; ราคา",
        "content_name": "ชื่อสินค้า; สินค้า",
        "content_id": "รหัสสินค้า",
        "country": "ประเทศ",
        "external_id": "รหัสลูกค้า; หมายเลขลูกค้า",
    },
    sale="""ชำระแล้ว; ชำระเงินแล้ว; จ่ายแล้ว; สำเร็จ; สำเร็จแล้ว; เสร็จสิ้น; จัดส่งแล้ว; ส่งแล้ว; จัดส่งสำเร็จ;
        กำลังจัดส่ง; ที่ต้องจัดส่ง; กำลังดำเนินการ; ยืนยันแล้ว""",
    no_sale="""ยกเลิก; ยกเลิกแล้ว; ถูกยกเลิก; คืนเงิน; คืนเงินแล้ว; คืนสินค้า; คืนสินค้าแล้ว; ล้มเหลว; ปฏิเสธ;
        หมดอายุ; ไม่สำเร็จ; การคืนเงิน; คืนเงิน/คืนสินค้า""",
    not_yet="รอชำระเงิน; รอการชำระเงิน; ยังไม่ชำระ; ค้างชำระ; ที่ต้องชำระ; รอดำเนินการ; รอยืนยัน; ร่าง",
    partly="คืนเงินบางส่วน; ชำระบางส่วน; คืนสินค้าบางส่วน",
    yes="ใช่",
    no="ไม่; ไม่ใช่",
    consent="ความยินยอม; ยินยอมการตลาด; ยินยอมโฆษณา; ความยินยอมทางการตลาด",
    others="ผู้ขาย ร้านค้า ผู้รับ พนักงาน",
)
