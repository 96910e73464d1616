### คำที่ผู้ใช้พิมพ์แทนการกดปุ่ม แต่ละคำคั่นด้วย |

particles = ค่ะ|คะ|ครับ|ครับผม|คับ|จ้า|จ้ะ|จ๊ะ|นะ|นะคะ|นะครับ|หน่อย|ด้วย|ที

word-cancel = ยกเลิก|ยกเลิกเรื่อง|ยกเลิกเรื่องนี้|ไม่ส่งแล้ว|ไม่แจ้งแล้ว
word-back = ย้อนกลับ|กลับ|ย้อน|ถอยกลับ
word-menu = เมนู|เมนูหลัก|หน้าแรก|เริ่ม|เริ่มต้น
word-help = ช่วยเหลือ|วิธีใช้|วิธีใช้งาน|คู่มือ|ใช้ยังไง|ใช้อย่างไร
word-track = ติดตาม|ติดตามเรื่อง|เรื่องของฉัน|สถานะ|ตรวจสอบสถานะ|เช็คสถานะ
word-stop = หยุด|หยุดรับข่าว|หยุดรับข่าวสาร|เลิกรับข่าว|ยกเลิกรับข่าวสาร
word-language = ภาษา|เปลี่ยนภาษา
word-english = ภาษาอังกฤษ|อังกฤษ
word-thai = ภาษาไทย

# Beside a ticket number: asks how it stands
asks-after = ติดตาม|ความคืบหน้า|คืบหน้า|ถึงไหน|สถานะ|เป็นอย่างไร|เป็นไง|เป็นยังไง|ตรวจสอบเรื่อง
word-skip = ข้าม|ไม่ระบุ|ไม่มี

command-menu = เมนู
command-track = ติดตามเรื่องของฉัน
command-help = วิธีใช้งาน
command-cancel = ยกเลิกสิ่งที่กำลังทำ
command-language = เปลี่ยนภาษา / Language

## คำที่ปุ่มในกลุ่มพิมพ์ให้ ตามด้วยเลขที่รับเรื่อง

typed-ticket-claim = รับเรื่อง|รับเรื่องนี้|รับ
typed-ticket-answer = ตอบ|ตอบผู้แจ้ง|วิธีตอบ
typed-ticket-forward = ส่งต่อ|ส่งต่อเรื่อง
typed-ticket-to = ส่งไปกลุ่ม
typed-ticket-close = ปิดเรื่อง|ปิด
typed-ticket-closeas = ปิดเพราะ
typed-ticket-full = อ่านทั้งหมด|อ่าน
typed-ticket-files = ไฟล์แนบ|ไฟล์
typed-ticket-show = ดูเรื่อง|ดู
typed-reply-undo = ยกเลิกการส่ง|ไม่ส่ง
typed-reply-send = ส่งถึงผู้แจ้ง

## ปิดเรื่องและเปิดเรื่องอีกครั้ง

typed-ticket-closenow = ปิดเลย
typed-ticket-reopen = เปิดเรื่องอีกครั้ง|เปิดใหม่
typed-ticket-keepnote = เก็บเป็นบันทึก

# หน้าชื่อกลุ่มงาน ไม่ต้องพิมพ์
unit-words = กลุ่มบริหารงาน|กลุ่มงาน|กลุ่ม|หน่วย

typed-ticket-more = เพิ่มเติม
typed-ticket-release = คืนเรื่อง|คืน
typed-ticket-assign = มอบหมาย|มอบให้|มอบเรื่อง
typed-ticket-ask = ถาม|ถามผู้แจ้ง|สอบถามผู้แจ้ง
typed-ticket-refer = รอหน่วยงาน|รอหน่วยงานอื่น
typed-ticket-resume = ดำเนินการต่อ|ทำต่อ
typed-ticket-note = บันทึก|บันทึกภายใน|โน้ต
typed-ticket-kind = แก้ประเภท|เปลี่ยนประเภท
typed-ticket-merge = รวมกับ|รวมเรื่อง|ซ้ำกับ
typed-ticket-extend = ขยายเวลา|ขอขยายเวลา|เลื่อนกำหนด
typed-ticket-register = เลขรับ|ลงเลขรับ
typed-ticket-take = รับช่วง|รับช่วงเรื่องนี้
