# ประโยคบนหน้าจอคำสั่ง (python -m bot …)

cli-help = บอตรับฟังความคิดเห็นของสำนักงานเขตพื้นที่การศึกษา บน LINE และ Telegram
cli-help-serve = เริ่มระบบจริง ตาม bot.yaml และตัวแปรสภาพแวดล้อม
cli-help-sandbox = ทดลองใช้ในเครื่องนี้ ไม่ต้องมีบัญชีใด ๆ
cli-help-init = ถามไม่กี่ข้อ แล้วเขียน bot.yaml และ .env ให้
cli-help-doctor = ตรวจการติดตั้งทั้งหมด บอกว่าอะไรผิดและต้องกดตรงไหน
cli-help-invite = ออกรหัสใช้ครั้งเดียว สำหรับผูกห้องแชตหรือให้สิทธิ์เจ้าหน้าที่ (--group, --role)
cli-help-classify = อ่านข้อความทีละบรรทัด (JSON) แล้วบอกว่าเข้าใจว่าอย่างไร
cli-help-migrate = ปรับฐานข้อมูลให้เป็นรุ่นล่าสุด
cli-help-replay = ให้เหตุการณ์ที่พักไว้ได้ประมวลผลใหม่

cli-mistakes = การตั้งค่ายังไม่ถูกต้อง { $count } แห่ง
cli-port-in-use = PORT: พอร์ต { $port } มีโปรแกรมอื่นใช้อยู่ ปิดโปรแกรมนั้น หรือตั้ง PORT เป็นเลขอื่น
cli-no-address = HOST: เปิดรับที่ { $host } พอร์ต { $port } ไม่ได้ ตรวจค่า HOST และ PORT
cli-not-writable = DATA_DIR: เขียนข้อมูลลงใน { $path } ไม่ได้ ตรวจสิทธิ์ของโฟลเดอร์
cli-no-database = DATABASE_URL: เปิดฐานข้อมูลไม่ได้ ตรวจว่าฐานข้อมูลทำงานอยู่และที่อยู่ถูกต้อง
cli-channel-on = { $channel }: เปิด
cli-channel-off = { $channel }: ปิด เพราะยังไม่ได้ตั้ง { $setting }
cli-no-such-group = --group: ไม่มีกลุ่ม { $given } ใช้ได้: { $known }
cli-no-such-role = --role: ไม่มีสิทธิ์ { $given } ใช้ได้: { $known }
cli-migrated = ฐานข้อมูลเป็นรุ่นล่าสุดแล้ว
cli-replayed = นำเหตุการณ์ที่พักไว้กลับมาประมวลผล { $count } รายการ
cli-no-sentence = บรรทัด { $line }: ต้องเป็น JSON ที่มี id และ text
cli-invite-code = รหัส { $code } ใช้ได้ครั้งเดียวภายใน { $hours } ชั่วโมง
cli-invite-line = LINE: พิมพ์รหัสในกลุ่มเพื่อให้กลุ่มนั้นเป็นห้องของหน่วย หรือพิมพ์ในแชตส่วนตัวเพื่อรับสิทธิ์
cli-invite-person = Telegram (ส่วนตัว): { $link }
cli-invite-group = Telegram (กลุ่ม): { $link }

cli-doctor-fine = ใช้ได้
cli-doctor-advice = ควรดู
cli-doctor-wrong = ผิด
cli-doctor-python = Python { $version }
cli-doctor-settings = bot.yaml: { $office }
cli-doctor-secret-key = SECRET_KEY มีแล้ว เก็บสำเนาไว้นอกเครื่องนี้ ถ้าหายจะอ่านข้อมูลเก่าไม่ได้
cli-doctor-no-secret-key = SECRET_KEY ยังไม่มี สั่ง python -m bot init เพื่อสร้าง
cli-doctor-short-secret-key = SECRET_KEY สั้นเกินไป ควรยาวอย่างน้อย { $least } ตัวอักษร
cli-doctor-data-dir = เขียนข้อมูลลงใน { $path } ได้
cli-doctor-data-dir-closed = DATA_DIR: เขียนลงใน { $path } ไม่ได้ ให้สิทธิ์เขียนแก่ผู้ใช้ที่รันบอต
cli-doctor-database = ฐานข้อมูลพร้อม
cli-doctor-database-old = ฐานข้อมูลยังไม่ใช่รุ่นล่าสุด สั่ง python -m bot migrate (serve ทำให้เองเมื่อเริ่ม)
cli-doctor-no-database = DATABASE_URL: เปิดฐานข้อมูลไม่ได้ ตรวจว่าฐานข้อมูลทำงานอยู่และที่อยู่ถูกต้อง
cli-doctor-no-channel = ยังไม่มีช่องทางใดเปิด ใส่รหัสของ LINE หรือ Telegram ใน .env (python -m bot init ช่วยได้)
cli-doctor-line-off = LINE ปิดอยู่ เพราะยังไม่ได้ใส่ LINE_CHANNEL_SECRET และ LINE_CHANNEL_ACCESS_TOKEN
cli-doctor-line = LINE: { $name }
cli-doctor-line-token = LINE_CHANNEL_ACCESS_TOKEN ใช้ไม่ได้ ออกใหม่ที่ LINE Developers Console › ช่อง Messaging API › แท็บ Messaging API › Channel access token › Issue
cli-doctor-line-unreachable = ติดต่อ LINE ไม่ได้ ตรวจอินเทอร์เน็ตและ LINE_API_BASE
cli-doctor-line-quota = LINE: เดือนนี้ส่งข้อความแบบเสียเงินไปแล้ว { $used } จาก { $limit }
cli-doctor-line-quota-low = LINE: เดือนนี้ส่งข้อความไปแล้ว { $used } จาก { $limit } ใกล้หมด เพิ่มแพ็กเกจที่ LINE Official Account Manager › ตั้งค่า › แพ็กเกจ
cli-doctor-line-quota-free = LINE: ไม่จำกัดจำนวนข้อความ
cli-doctor-line-no-webhook = LINE ยังไม่รู้ที่อยู่ของบอต ใส่ { $address } ที่ LINE Developers Console › แท็บ Messaging API › Webhook URL
cli-doctor-line-other-webhook = LINE ส่งข้อความไปที่ { $endpoint } แต่บอตอยู่ที่ { $address } แก้ที่ LINE Developers Console › แท็บ Messaging API › Webhook URL
cli-doctor-line-webhook-off = LINE: ยังไม่ได้เปิด Use webhook เปิดที่ LINE Developers Console › แท็บ Messaging API › Use webhook
cli-doctor-line-webhook-fails = LINE เรียก { $endpoint } แล้วไม่สำเร็จ ({ $reason }) ตรวจว่า serve ทำงานอยู่และใบรับรอง HTTPS ใช้ได้
cli-doctor-line-webhook = LINE เรียก { $endpoint } สำเร็จ
cli-doctor-public-url = PUBLIC_URL ยังไม่มี LINE ต้องมีที่อยู่ https:// ที่เข้าถึงได้จากอินเทอร์เน็ต
cli-doctor-telegram-off = Telegram ปิดอยู่ เพราะยังไม่ได้ใส่ TELEGRAM_BOT_TOKEN
cli-doctor-telegram = Telegram: @{ $name }
cli-doctor-telegram-token = TELEGRAM_BOT_TOKEN ใช้ไม่ได้ ขอใหม่จาก @BotFather › /mybots › API Token
cli-doctor-telegram-unreachable = ติดต่อ Telegram ไม่ได้ ตรวจอินเทอร์เน็ตและ TELEGRAM_API_BASE
cli-doctor-telegram-webhook-set = Telegram ยังส่งข้อความไปที่ { $address } จึงใช้ polling ไม่ได้ serve จะยกเลิกให้เมื่อเริ่ม ถ้าเป็นของระบบอื่นให้หยุดระบบนั้นก่อน
cli-doctor-telegram-no-webhook = Telegram ยังไม่รู้ที่อยู่ของบอต ตั้ง PUBLIC_URL แล้วเริ่ม serve ใหม่ หรือใช้ TELEGRAM_MODE=polling
cli-doctor-telegram-webhook = Telegram ส่งข้อความมาที่ { $address }
cli-doctor-telegram-webhook-fails = Telegram เรียก { $address } แล้วไม่สำเร็จ ({ $reason }) ตรวจว่า serve ทำงานอยู่และใบรับรอง HTTPS ใช้ได้
cli-doctor-desks = ผูกห้องแชตแล้ว { $count } ห้อง
cli-doctor-no-desk = ยังไม่ได้ผูกห้องแชตของ { $desks } สั่ง python -m bot invite --group ชื่อ --role officer แล้วพิมพ์รหัสในกลุ่มนั้น
cli-doctor-no-confidential = ยังไม่ได้ผูกห้อง confidential เรื่องทุจริตจะรออยู่โดยไม่มีใครเห็น สั่ง python -m bot invite --group confidential --role officer แล้วพิมพ์รหัสในกลุ่มของผู้รับผิดชอบ
cli-doctor-well = ทุกอย่างพร้อม
cli-doctor-unwell = ต้องแก้ { $count } ข้อ

cli-init-hello = ตอบไม่กี่ข้อ กด Enter เพื่อใช้ค่าใน [ ] แก้ภายหลังได้ในไฟล์
cli-init-office = ชื่อสำนักงานภาษาไทย
cli-init-short = ชื่อย่อ (เช่น สพป.ตัวอย่าง เขต 2)
cli-init-office-en = ชื่อสำนักงานภาษาอังกฤษ
cli-init-short-en = ชื่อย่อภาษาอังกฤษ
cli-init-code = รหัสขึ้นต้นเลขที่รับเรื่อง (A-Z และตัวเลข 2-6 ตัว)
cli-init-line-secret = LINE channel secret (LINE Developers Console › Basic settings; ว่างไว้ = ยังไม่ใช้ LINE)
cli-init-line-token = LINE channel access token (แท็บ Messaging API)
cli-init-telegram-token = Telegram bot token (จาก @BotFather; ว่างไว้ = ยังไม่ใช้ Telegram)
cli-init-public-url = ที่อยู่เว็บของบอต (https://…; ว่างไว้ = ยังไม่มี)
cli-init-overwrite = มี { $path } อยู่แล้ว เขียนทับหรือไม่
cli-init-overwrite-key = มี { $path } อยู่แล้ว เขียนใหม่หรือไม่ (SECRET_KEY เดิมจะคงไว้)
cli-init-kept = ไม่แตะ { $path }
cli-init-written = เขียน { $path } แล้ว
cli-init-next = ต่อไป: ตรวจกลุ่มและโรงเรียนใน { $path } แล้วสั่ง python -m bot doctor

cli-sandbox-open = เปิดห้องทดลองแล้ว เปิดหน้านี้ในเบราว์เซอร์ (กด Ctrl-C เพื่อหยุด)
