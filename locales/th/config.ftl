# สิ่งที่ผิดใน bot.yaml หรือตัวแปรสภาพแวดล้อม  ตำแหน่งที่ผิดแสดงนำหน้าประโยคเสมอ

config-missing = ยังไม่ได้ใส่ค่า
config-unknown = ไม่รู้จักการตั้งค่านี้ ดูรายชื่อทั้งหมดใน docs/settings.md
config-unknown-meant = ไม่รู้จักการตั้งค่านี้ หมายถึง { $meant } หรือไม่
config-wrong = ค่านี้ใช้ไม่ได้ ดูตัวอย่างใน docs/settings.md
config-not-text = ต้องเป็นข้อความ
config-not-number = ต้องเป็นจำนวนเต็ม
config-not-list = ต้องเป็นรายการ (ขึ้นต้นแต่ละบรรทัดด้วยขีด -)
config-not-mapping = ต้องเป็นคู่ ชื่อ: ค่า
config-not-date = ต้องเป็นวันที่แบบ ค.ศ. เช่น 2026-12-04
config-too-small = ต้องไม่น้อยกว่า { $ge }
config-too-large = ต้องไม่เกิน { $le }
config-one-of = ต้องเป็นค่าใดค่าหนึ่งใน { $expected }
config-bad-id = ใช้ได้เฉพาะ a-z 0-9 และ _ ขึ้นต้นด้วยตัวอักษร
config-bad-code = ต้องเป็นอักษร A-Z และตัวเลข 2-6 ตัว ขึ้นต้นด้วยตัวอักษร เช่น TY2
config-bad-phone = ต้องเป็นหมายเลขโทรศัพท์ เช่น 1669
config-bad-time = ต้องเป็นเวลาแบบ 24 ชั่วโมง เช่น "08:30"
config-twice = { $id } ซ้ำกับ { $first }
config-key-twice = เขียนซ้ำสองครั้ง (บรรทัด { $line })
config-no-such-group = ไม่มีกลุ่ม { $group } ใน groups
config-no-such-desk = ไม่มีกลุ่มหรือห้อง { $desk }
config-confidential-alone = ห้องลับมีผู้รับแทนไม่ได้ เรื่องทุจริตเห็นได้เฉพาะห้องที่ผูกเป็น confidential
config-no-variable = ไม่มีตัวแปรสภาพแวดล้อม { $name }
config-own-broken = ไม่ใช่ประโยค: { $name } เขียนแบบ ชื่อ = ข้อความ
config-own-unknown = ไม่มีประโยคชื่อ { $name } ดูชื่อได้ในโฟลเดอร์ locales
config-own-values = { $name } ใช้ค่าที่ประโยคนี้ไม่ได้รับ เทียบกับโฟลเดอร์ locales
config-no-yaml = อ่านไม่ได้ รูปแบบ YAML ผิดที่บรรทัด { $line }
config-no-file = ไม่พบไฟล์นี้ สร้างใหม่ได้ด้วย python -m bot init
config-not-utf8 = ต้องบันทึกเป็น UTF-8
config-not-readable = เปิดอ่านไฟล์นี้ไม่ได้ ตรวจสิทธิ์ของไฟล์
config-not-url = ต้องขึ้นต้นด้วย https:// (หรือ http:// เมื่อทดลอง)
config-not-database = ต้องขึ้นต้นด้วย sqlite:/// หรือ postgresql://
config-bad-letters = ใช้ได้เฉพาะ A-Z a-z 0-9 _ และ - ไม่เกิน 256 ตัว
config-other-half = ยังไม่ได้ใส่ค่า แต่ { $name } มีแล้ว ต้องมีทั้งคู่
config-webhook-secret = ยังไม่ได้ใส่ค่า จำเป็นเมื่อ TELEGRAM_MODE เป็น webhook
config-short-secret-key = สั้นเกินไป ต้องยาวอย่างน้อย { $least } ตัวอักษร สร้างได้ด้วย python -m bot init
config-no-secret-key = ยังไม่ได้ใส่ค่า ข้อมูลที่เก็บเข้ารหัสด้วยกุญแจนี้ สร้างได้ด้วย python -m bot init
