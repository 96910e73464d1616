### คำที่ใช้ร่วมกันทั้งผู้แจ้งและเจ้าหน้าที่

kind-complaint = ร้องเรียน/ร้องทุกข์
kind-corruption = แจ้งเบาะแสทุจริต
kind-suggestion = ข้อเสนอแนะ
kind-comment = ความคิดเห็น
kind-praise = คำชมเชย
kind-question = สอบถาม
kind-information_request = ขอข้อมูลข่าวสาร
kind-expectation = ความคาดหวัง

desk-confidential = ผู้รับเรื่องลับ
desk-technical = ผู้ดูแลระบบ
desk-duty = เวรรับเหตุด่วน
desk-director = ผู้อำนวยการเขตพื้นที่
desk-director_alone = ผู้อำนวยการเขตพื้นที่

urgency-violence = อาจมีการใช้ความรุนแรง
urgency-abuse = อาจมีการล่วงละเมิดหรือทอดทิ้ง
urgency-bullying = อาจมีการกลั่นแกล้ง
urgency-accident = อาจมีอุบัติเหตุหรืออันตราย
urgency-suicide = อาจมีการทำร้ายตนเอง
urgency-other_safety = อาจมีอันตรายต่อเด็ก
urgency-corruption = อาจมีการทุจริต

status-new = รอรับเรื่อง
status-claimed = กำลังดำเนินการ
status-asked = รอผู้แจ้งให้ข้อมูล
status-elsewhere = รอหน่วยงานอื่น
status-answered = ตอบแล้ว
status-closed = ปิดเรื่องแล้ว
status-reopened = เปิดใหม่ รอรับเรื่อง

outcome-solved = แก้ไขแล้ว
outcome-explained = ชี้แจงแล้ว
outcome-not-ours = ไม่อยู่ในอำนาจหน้าที่
outcome-spam = ไม่ใช่เรื่องร้องเรียน (ข้อความรบกวน)
outcome-duplicate = รวมกับเรื่องเดิม
outcome-withdrawn = ผู้แจ้งถอนเรื่อง

words-unsent = (ผู้เขียนยกเลิกข้อความนี้แล้ว)
timeline = { $before }
    { $line }
somebody = เจ้าหน้าที่

sorry = ขออภัย ระบบประมวลผลข้อความล่าสุดไม่สำเร็จ ข้อความถูกเก็บไว้และแจ้งผู้ดูแลแล้ว กรุณาลองส่งอีกครั้ง หรือโทรศัพท์ถึงสำนักงาน
file-too-large = ไฟล์ใหญ่เกิน { $most } MB จึงเก็บไม่ได้ กรุณาส่งไฟล์ที่เล็กลง
file-lost = เปิดไฟล์ที่ส่งมาไม่ได้ กรุณาส่งอีกครั้ง (ขนาดไม่เกิน { $most } MB)
unsend-too-late = คำตอบนี้ส่งถึงผู้แจ้งไปแล้ว ลบได้เฉพาะในระบบของสำนักงาน
edit-too-late = คำตอบนี้ส่งถึงผู้แจ้งไปแล้ว ข้อความที่แก้ไขเก็บไว้ในระบบเท่านั้น หากต้องการแจ้งใหม่ โปรดตอบการ์ดอีกครั้ง
