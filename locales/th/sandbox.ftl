# หน้าทดลองใช้ (make run): ทุกข้อความที่ปรากฏบนหน้านั้น

sandbox-title = ห้องทดลองใช้ระบบ
sandbox-language-th = ไทย
sandbox-language-en = EN
sandbox-close = ปิด

## เวลา
sandbox-clock = เวลาในห้องทดลอง
sandbox-clock-how = เลื่อนเวลาเพื่อดูการแจ้งเตือนและกำหนดตอบ โดยไม่ต้องรอจริง
sandbox-clock-moved = (เลื่อนจากเวลาจริง)
sandbox-clock-minute = + 1 นาที
sandbox-clock-hour = + 1 ชั่วโมง
sandbox-clock-day = + 1 วัน
sandbox-clock-week = + 7 วัน
sandbox-clock-hours = เลื่อนตามจำนวนชั่วโมง
sandbox-clock-real = กลับสู่เวลาจริง

## คำแนะนำครั้งแรก
sandbox-hint-open = ดูคำแนะนำการทดลองใช้
sandbox-hint-title = ลองใช้ให้ครบหนึ่งรอบใน 4 ขั้น
sandbox-hint-1 = เขียนในฐานะผู้ปกครอง
sandbox-hint-1-how = กด “เพิ่มเพื่อน” ที่เครื่องของผู้ปกครอง ก แล้วพิมพ์เรื่องที่ต้องการแจ้งด้วยถ้อยคำของท่านเอง
sandbox-hint-2 = ยืนยันเรื่อง
sandbox-hint-2-how = ตรวจข้อความที่ระบบสรุปให้ แล้วกดปุ่มยืนยัน ท่านจะได้เลขที่รับเรื่อง
sandbox-hint-3 = กลุ่มเจ้าหน้าที่รับเรื่อง
sandbox-hint-3-how = มองหาตัวเลขสีแดงที่ชื่อเจ้าหน้าที่หรือกลุ่ม เปิดกลุ่มนั้น แล้วกดรับเรื่อง
sandbox-hint-4 = ตอบโดยอ้างถึงการ์ด
sandbox-hint-4-how = กด ↩ ใต้การ์ดของเรื่อง พิมพ์คำตอบแล้วส่ง คำตอบถึงผู้ปกครองใน 20 วินาที ระหว่างนั้นยกเลิกได้
sandbox-hint-close = เข้าใจแล้ว

## ผู้คน
sandbox-people = ผู้ร่วมทดลอง
sandbox-unread = ข้อความที่ยังไม่ได้อ่าน
sandbox-platform-line = LINE
sandbox-platform-telegram = Telegram
sandbox-post-citizen = ประชาชน
sandbox-post-staff = เจ้าหน้าที่
sandbox-post-director = ผู้บริหาร

## เครื่องของแต่ละคน
sandbox-chats = รายการแชต
sandbox-chat-office = แชตกับสำนักงาน
sandbox-talk = ข้อความในแชต
sandbox-typing = กำลังพิมพ์คำตอบ
sandbox-person-menu = ตัวเลือกของเครื่องนี้
sandbox-block = บล็อกสำนักงาน
sandbox-unblock = เลิกบล็อกสำนักงาน
sandbox-unblock-how = เครื่องนี้บล็อกสำนักงานไว้ จึงรับและส่งข้อความไม่ได้
sandbox-meet-line = เพิ่มเพื่อน
sandbox-meet-telegram = เริ่มสนทนา
sandbox-meet-how = ยังไม่เคยติดต่อสำนักงานผ่านช่องทางนี้
sandbox-start-again = กด /start อีกครั้ง
sandbox-device-phone = เปลี่ยนไปใช้ LINE บนคอมพิวเตอร์ (ไม่มีปุ่มตอบด่วน)
sandbox-device-pc = กลับไปใช้ LINE บนโทรศัพท์
sandbox-identity-shown = ไม่เปิดเผยรหัสผู้ใช้ในกลุ่ม
sandbox-identity-hidden = เปิดเผยรหัสผู้ใช้ในกลุ่ม

## เขียนและส่ง
sandbox-write = พิมพ์ข้อความ
sandbox-send = ส่งข้อความ
sandbox-attach = แนบสิ่งอื่น
sandbox-attach-photo = รูปภาพ
sandbox-attach-file = ไฟล์
sandbox-attach-voice = เสียงตัวอย่าง
sandbox-attach-location = ตำแหน่งตัวอย่าง
sandbox-attach-sticker = สติกเกอร์
sandbox-reply = ตอบโดยอ้างถึงข้อความนี้
sandbox-replying = กำลังตอบ
sandbox-edit = แก้ไขข้อความนี้
sandbox-editing = กำลังแก้ไข
sandbox-unsend = ยกเลิกการส่งข้อความนี้
sandbox-pick-date = ระบุวันที่ เช่น 2026-11-30

## ข้อความ
sandbox-edited = แก้ไขแล้ว
sandbox-unsent = ผู้ส่งยกเลิกข้อความนี้แล้ว
sandbox-quote-gone = ข้อความที่อ้างถึงไม่อยู่แล้ว
sandbox-kind-text = ข้อความ
sandbox-kind-image = รูปภาพ
sandbox-kind-video = วิดีโอ
sandbox-kind-audio = เสียง
sandbox-kind-file = ไฟล์
sandbox-kind-sticker = สติกเกอร์
sandbox-kind-location = ตำแหน่ง
sandbox-kind-flex = การ์ด
sandbox-kind-template = การ์ด
sandbox-notice-new-chat-members = เข้าร่วมกลุ่ม:
sandbox-notice-left-chat-member = ออกจากกลุ่ม:
sandbox-notice-migrate-to-chat-id = กลุ่มนี้เปลี่ยนเป็นซูเปอร์กรุ๊ปแล้ว
sandbox-notice-migrate-from-chat-id = ย้ายมาจากกลุ่มเดิมแล้ว

## เครื่องมือทดสอบ
sandbox-tools = เครื่องมือ
sandbox-faults = จำลองเหตุขัดข้อง
sandbox-faults-how = ให้แพลตฟอร์มขัดข้องเมื่อระบบเรียกใช้ครั้งต่อไป
sandbox-choose-platform = แพลตฟอร์ม
sandbox-choose-kind = ชนิดของเหตุขัดข้อง
sandbox-choose-moment = จังหวะ
sandbox-choose-times = จำนวนครั้ง
sandbox-fault-error = ตอบว่าขัดข้อง (500)
sandbox-fault-silence = ไม่ตอบ
sandbox-fault-drop = ตัดการเชื่อมต่อ
sandbox-fault-rate = ตอบว่าส่งถี่เกินไป (429)
sandbox-fault-before = ก่อนรับข้อความ
sandbox-fault-after = หลังรับข้อความแล้ว
sandbox-fault-arm = เริ่มจำลอง
sandbox-fault-calm = ยกเลิก
sandbox-switches = เงื่อนไขของแพลตฟอร์ม
sandbox-switches-how = ใกล้เคียงกับที่แพลตฟอร์มจริงตั้งไว้
sandbox-switch-quota = ข้อความประจำเดือนของ LINE หมดโควตา
sandbox-switch-redelivery = LINE ส่งเหตุการณ์ซ้ำเมื่อระบบไม่ตอบรับ
sandbox-switch-flood = Telegram จำกัดความถี่ในการส่ง
sandbox-switch-privacy = ในกลุ่ม Telegram บอตได้รับเฉพาะคำสั่งและคำตอบถึงบอต
sandbox-again = ส่งเหตุการณ์ล่าสุดซ้ำ
sandbox-again-how = ตรวจว่าระบบไม่เปิดเรื่องซ้ำเมื่อได้รับเหตุการณ์เดิมสองครั้ง
sandbox-start-over = เริ่มใหม่
sandbox-start-over-how = ล้างข้อความทั้งหมดบนหน้านี้ เรื่องที่ระบบรับไว้แล้วยังคงอยู่
sandbox-reset = ล้างข้อความทั้งหมด
sandbox-reset-sure = ต้องการล้างข้อความทั้งหมดบนหน้านี้ใช่หรือไม่

## เมื่อทำไม่ได้
sandbox-not-done = ขออภัย ทำรายการนี้ไม่ได้ในขณะนี้
sandbox-not-reached = ติดต่อห้องทดลองไม่ได้ กรุณาตรวจว่าโปรแกรมยังทำงานอยู่
