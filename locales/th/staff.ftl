### สิ่งที่บอกเจ้าหน้าที่ในกลุ่ม

card-new = เรื่องใหม่
card-urgent = เรื่องด่วน! { $reason } โปรดตรวจสอบทันที
card-unconfirmed = เรื่องใหม่ (ผู้แจ้งยังไม่ยืนยัน)
card-more = ผู้แจ้งเขียนเพิ่ม { $number }
card-open = สถานะล่าสุด
card-claimed = { $name } รับเรื่องแล้ว
card-forwarded = ส่งต่อมาจาก{ $group }
card-went = ส่งต่อไป{ $group }แล้ว
card-closed = ปิดเรื่องแล้ว: { $outcome }
card-kind = ประเภท
card-group = กลุ่ม
card-school = โรงเรียน
card-status = สถานะ
card-due = ตอบภายใน
card-files = ไฟล์แนบ
card-alike = คล้ายกับ
card-no-words = (ไม่มีข้อความ)

choice-ticket-claim = รับเรื่อง
choice-ticket-answer = ตอบ
choice-ticket-forward = ส่งต่อ
choice-ticket-close = ปิดเรื่อง
choice-ticket-full = อ่านทั้งหมด
choice-ticket-files = ไฟล์แนบ
choice-ticket-to = { $group }
choice-ticket-closeas-solved = แก้ไขแล้ว
choice-ticket-closeas-explained = ชี้แจงแล้ว
choice-ticket-closeas-not-ours = ไม่อยู่ในอำนาจหน้าที่
choice-ticket-closeas-spam = ข้อความรบกวน
choice-reply-undo = ยกเลิกการส่ง
choice-reply-send = ส่งถึงผู้แจ้ง

claimed-already = ท่านรับเรื่อง { $number } ไว้แล้ว ตอบได้โดยตอบกลับ (อ้างอิง) การ์ดของเรื่อง
ticket-claimed = เรื่อง { $number } มีผู้รับแล้วคือ { $name }
ticket-closed = เรื่อง { $number } ปิดแล้ว
claim-first = โปรดกด “รับเรื่อง” { $number } ก่อน
answer-how = ตอบเรื่อง { $number } โดยกดค้างที่การ์ดของเรื่อง เลือก “ตอบกลับ” แล้วพิมพ์คำตอบ ผู้ที่รับเรื่องเท่านั้นที่คำตอบจะส่งถึงผู้แจ้ง คนอื่นจะเป็นบันทึกภายใน
forward-which = ส่งเรื่อง { $number } ไปกลุ่มงานใด
confidential-stays = เรื่อง { $number } เป็นเรื่องลับ ส่งต่อกลุ่มงานอื่นไม่ได้
close-how = ปิดเรื่อง { $number } ด้วยผลใด ผู้แจ้งจะได้รับแจ้ง
files-none = เรื่อง { $number } ไม่มีไฟล์แนบ
told-privately = ส่งให้ในแชตส่วนตัวแล้ว หากไม่เห็น ให้เพิ่มบอตเป็นเพื่อนหรือกดเริ่มคุยกับบอตก่อน
private-first = ส่งในแชตส่วนตัวไม่ได้ โปรดเพิ่มบอตเป็นเพื่อน หรือเปิดแชตกับบอตแล้วกด “เริ่ม” ก่อน แล้วกดปุ่มอีกครั้ง
who-are-you-line = ยังไม่ทราบว่าผู้กดเป็นใคร จึงทำรายการให้ไม่ได้ โปรดเพิ่มบอตเป็นเพื่อนใน LINE บนโทรศัพท์และยอมรับการใช้ข้อมูล แล้วลองอีกครั้ง
who-are-you-telegram = ยังไม่ทราบว่าผู้กดเป็นใคร จึงทำรายการให้ไม่ได้ โปรดปิด “ส่งแบบไม่ระบุตัวตน” ของผู้ดูแลกลุ่ม แล้วลองอีกครั้ง
ticket-elsewhere = ไม่พบเรื่องนี้ในกลุ่มนี้ อาจส่งต่อไปกลุ่มอื่นแล้ว โปรดตรวจเลขที่อีกครั้ง

reply-held = จะส่งคำตอบเรื่อง { $number } ถึงผู้แจ้งใน { $seconds } วินาที
reply-undone = ยกเลิกการส่งคำตอบเรื่อง { $number } แล้ว เก็บไว้เป็นบันทึกภายใน
reply-gone = ไม่มีคำตอบที่ยกเลิกได้ในเรื่อง { $number } (ส่งไปแล้วหรือยกเลิกแล้ว)
reply-not-there = ไม่พบบันทึกนี้ในเรื่อง { $number } หรือส่งไปแล้ว
reply-sent = ส่งคำตอบเรื่อง { $number } ถึงผู้แจ้งแล้ว
reply-waiting = คำตอบเรื่อง { $number } รอส่ง จะไปพร้อมข้อความครั้งต่อไปของผู้แจ้ง
reply-unknown = ส่งคำตอบเรื่อง { $number } แล้ว แต่แพลตฟอร์มไม่ยืนยันว่าถึงหรือไม่
reply-failed = ส่งคำตอบเรื่อง { $number } ไม่สำเร็จ { $reason }
reason-blocked = เพราะผู้แจ้งปิดกั้นบัญชีสำนักงาน โปรดติดต่อทางอื่น
reason-other = โปรดแจ้งผู้ดูแลระบบ
reply-is-held = กำลังจะส่งคำตอบ
reply-is-sent = ส่งคำตอบแล้ว
reply-is-waiting = คำตอบรอส่ง
reply-is-failed = ส่งคำตอบไม่สำเร็จ
reply-is-unknown = ไม่แน่ใจว่าคำตอบถึงหรือไม่
noted = บันทึกภายในเรื่อง { $number } แล้ว ผู้แจ้งไม่เห็น
noted-unclaimed = บันทึกภายในเรื่อง { $number } แล้ว ผู้แจ้งไม่เห็น หากต้องการตอบ โปรดกด “รับเรื่อง” ก่อน
noted-file = เก็บไฟล์ไว้ในเรื่อง { $number } เป็นบันทึกภายในแล้ว ผู้แจ้งไม่เห็น

ticket-full = เรื่อง { $number }
    { $lines }
full-citizen = [{ $day }] ผู้แจ้ง: { $words }
full-reply = [{ $day }] คำตอบ: { $words }
full-note = [{ $day }] บันทึกภายใน: { $words }
files = ไฟล์แนบของเรื่อง { $number } ลิงก์เปิดได้ { $minutes } นาที โปรดอย่าส่งต่อ

group-hint = สวัสดี กลุ่มนี้ยังไม่ได้ผูกกับกลุ่มงานของสำนักงาน ผู้ดูแลระบบโปรดสร้างรหัสด้วยคำสั่ง invite แล้วพิมพ์รหัสในกลุ่มนี้ (Telegram: /start ตามด้วยรหัส) หากไม่ผูกภายใน { $days } วัน บอตจะออกจากกลุ่ม
code-unknown = ไม่พบรหัสนี้ โปรดตรวจสอบอีกครั้ง
code-used = รหัสนี้ถูกใช้ไปแล้ว โปรดขอรหัสใหม่จากผู้ดูแลระบบ
code-expired = รหัสนี้หมดอายุแล้ว โปรดขอรหัสใหม่จากผู้ดูแลระบบ
desk-bound = ผูกกลุ่มนี้กับ{ $group }แล้ว เรื่องใหม่จะแจ้งที่นี่
    กด “รับเรื่อง” แล้วตอบโดยตอบกลับ (อ้างอิง) การ์ดของเรื่อง
role-given = ลงทะเบียนเป็น{ $role } ของ{ $group }แล้ว
role-officer = เจ้าหน้าที่
role-group-director = ผู้อำนวยการกลุ่ม
role-office-director = ผู้อำนวยการเขตพื้นที่
role-ict = เจ้าหน้าที่ ICT
role-pr = เจ้าหน้าที่ประชาสัมพันธ์
role-duty = ผู้อยู่เวรเหตุด่วน
role-administrator = ผู้ดูแลระบบ

desk-help = ใช้งานในกลุ่มนี้
    • กด “รับเรื่อง” ใต้การ์ด หรือพิมพ์ “รับเรื่อง” ตามด้วยเลขที่
    • ผู้รับเรื่องตอบกลับ (อ้างอิง) การ์ด = ตอบผู้แจ้ง คนอื่น = บันทึกภายใน
    • พิมพ์เลขที่รับเรื่องเพื่อดูการ์ด
    • /track แสดงเรื่องที่ยังไม่ปิด
desk-empty = ไม่มีเรื่องค้างในกลุ่มนี้
desk-list = เรื่องที่ยังไม่ปิด { $count } เรื่อง

trouble = มีข้อความที่ระบบประมวลผลไม่สำเร็จและพักไว้ ({ $trace }) ดูบันทึกระบบ แล้วใช้คำสั่ง replay เมื่อแก้แล้ว
confidential-waits = มีเรื่องลับรออยู่ แต่ยังไม่มีกลุ่มผู้รับเรื่องลับ โปรดสร้างรหัสด้วยคำสั่ง invite --group confidential
urgent-confidential = เรื่องด่วนในช่องทางลับ: มีผู้กำลังพิมพ์แจ้งเหตุที่อาจเป็นอันตราย ยังไม่กดส่ง โปรดเฝ้าดูกลุ่มนี้
confidential-waits-urgent = เรื่องด่วนในช่องทางลับ: อาจมีผู้ตกอยู่ในอันตราย แต่ยังไม่มีกลุ่มผู้รับเรื่องลับ โปรดสร้างรหัสด้วยคำสั่ง invite --group confidential ทันที
past = เรื่อง { $number } ผู้เขียนยกเลิกข้อความแล้ว จึงไม่แสดงเนื้อหาที่นี่อีก โปรดดูการ์ดล่าสุดของเรื่อง

alert-refused = { $channel ->
    [line] LINE
   *[other] Telegram
} ไม่รับโทเคนของบอต จึงส่งข้อความทางนี้ไม่ได้ ข้อความรออยู่และจะลองส่งใหม่ทุกนาที โปรดออกโทเคนใหม่ ใส่ในไฟล์ .env แล้วเริ่มระบบใหม่ คำสั่ง doctor บอกว่าต้องกดตรงไหน
alert-quota = { $channel ->
    [line] LINE
   *[other] Telegram
}: ข้อความแบบเสียเงินของเดือนนี้หมดแล้ว คำตอบจะรอจนกว่าผู้รับเขียนมาอีก และประกาศจะไม่ถูกส่ง เพิ่มแพ็กเกจได้ที่ LINE Official Account Manager › ตั้งค่า › แพ็กเกจ
alert-stale = มีข้อความทาง { $channel ->
    [line] LINE
   *[other] Telegram
} ที่ส่งไม่สำเร็จครบสามวัน ระบบจึงเลิกส่ง โปรดตรวจการเชื่อมต่อ คำสั่ง doctor ช่วยตรวจได้
desk-lost = บอตออกจากกลุ่มของ{ $group }แล้ว เรื่องจะไปที่กลุ่มสำรอง หรือรอจนกว่าจะผูกกลุ่มใหม่ โปรดเชิญบอตเข้ากลุ่มอีกครั้ง แล้วสร้างรหัสด้วยคำสั่ง invite
desk-moved = ย้าย{ $group }ไปผูกกับกลุ่มอื่นแล้ว เรื่องใหม่จะไม่แจ้งที่นี่อีก

## คนและสิทธิ์

role-instead = { $role } ({ $capacity })
role-since = { $role } ตั้งแต่ { $day }
role-until = { $role } ถึง { $day }
role-lost = สิทธิ์ของท่านใน{ $group }ถูกยกเลิกแล้ว หากเข้าใจผิด โปรดติดต่อผู้ดูแลระบบ
member-left = { $name } ออกจากกลุ่มนี้แล้ว สิทธิ์ของกลุ่มงานนี้ถูกยกเลิก เรื่องที่รับไว้โปรดมอบให้ผู้อื่น
roles-none = ยังไม่มีผู้ได้รับสิทธิ์ สร้างรหัสด้วยคำสั่ง invite
roles-units = เลือกกลุ่มงานเพื่อดูผู้มีสิทธิ์
roles-of = ผู้มีสิทธิ์ของ{ $group } { $count } คน เลือกชื่อเพื่อดูหรือถอนสิทธิ์
roles-who = { $name } · { $group }
    { $roles }
roles-taken = ถอนสิทธิ์ของ{ $name } ใน{ $group }แล้ว
roles-not-own = ถอนสิทธิ์ของตนเองไม่ได้ โปรดให้ผู้ดูแลอีกคนดำเนินการ
choice-roles-list = เจ้าหน้าที่
choice-roles-of = { $group }
choice-roles-who = { $name }
choice-roles-take = ถอนสิทธิ์

capacity-acting = รักษาราชการแทน
capacity-on-behalf = ปฏิบัติราชการแทน
post-director = ผู้อำนวยการ{ $unit }
post-other = { $role } { $unit }
signature = ({ $name })
    { $post }
signature-instead = ({ $name })
    { $held }
    { $post }
signature-held = { $own } { $capacity }

## เรื่องด่วน

card-call = เรื่องด่วน! { $reason } ท่านอยู่เวร โปรดกด “รับเรื่อง”
card-unclaimed = ยังไม่มีผู้รับเรื่องด่วน! { $reason } โปรดกด “รับเรื่อง”
