# The page to try the product on (make run): every sentence on it

sandbox-title = Sandbox
sandbox-language-th = ไทย
sandbox-language-en = EN
sandbox-close = Close

## Time
sandbox-clock = Sandbox time
sandbox-clock-how = Move the clock to see reminders and due dates without waiting for them
sandbox-clock-moved = (not the real time)
sandbox-clock-minute = + 1 minute
sandbox-clock-hour = + 1 hour
sandbox-clock-day = + 1 day
sandbox-clock-week = + 7 days
sandbox-clock-hours = Move by these hours
sandbox-clock-real = Back to real time

## First steps
sandbox-hint-open = Show the first steps
sandbox-hint-title = Try the whole round in 4 steps
sandbox-hint-1 = Write as a parent
sandbox-hint-1-how = Press “Add friend” on the phone of ผู้ปกครอง ก, then write what the matter is in your own words
sandbox-hint-2 = Confirm
sandbox-hint-2-how = Check the summary and press the button to confirm; you get a ticket number
sandbox-hint-3 = The staff group takes it
sandbox-hint-3-how = Look for a red number beside a staff member or group, open that group and press the button to take it
sandbox-hint-4 = Quote the card and answer
sandbox-hint-4-how = Press ↩ under the card, write the answer and send it; it reaches the parent in 20 seconds and can be taken back until then
sandbox-hint-close = Got it

## People
sandbox-people = People in the sandbox
sandbox-unread = unread messages
sandbox-platform-line = LINE
sandbox-platform-telegram = Telegram
sandbox-post-citizen = Citizen
sandbox-post-staff = Staff
sandbox-post-director = Director

## A phone
sandbox-chats = Chats
sandbox-chat-office = The office
sandbox-talk = Messages
sandbox-typing = Writing an answer
sandbox-person-menu = Options of this phone
sandbox-block = Block the office
sandbox-unblock = Unblock the office
sandbox-unblock-how = This phone blocks the office and can neither send nor receive
sandbox-meet-line = Add friend
sandbox-meet-telegram = Start
sandbox-meet-how = This person has not been in touch with the office here yet
sandbox-start-again = Press /start again
sandbox-device-phone = Use LINE on a computer (no quick replies)
sandbox-device-pc = Use LINE on a phone again
sandbox-identity-shown = Hide the user id in groups
sandbox-identity-hidden = Show the user id in groups

## Writing
sandbox-write = Write a message
sandbox-send = Send
sandbox-attach = Attach something
sandbox-attach-photo = Photo
sandbox-attach-file = File
sandbox-attach-voice = Sample voice message
sandbox-attach-location = Sample location
sandbox-attach-sticker = Sticker
sandbox-reply = Reply to this message
sandbox-replying = Replying to
sandbox-edit = Edit this message
sandbox-editing = Editing
sandbox-unsend = Unsend this message
sandbox-pick-date = A date, such as 2026-11-30

## Messages
sandbox-edited = edited
sandbox-unsent = The sender took this message back
sandbox-quote-gone = The quoted message is gone
sandbox-kind-text = Text
sandbox-kind-image = Photo
sandbox-kind-video = Video
sandbox-kind-audio = Sound
sandbox-kind-file = File
sandbox-kind-sticker = Sticker
sandbox-kind-location = Location
sandbox-kind-flex = Card
sandbox-kind-template = Card
sandbox-notice-new-chat-members = Joined:
sandbox-notice-left-chat-member = Left:
sandbox-notice-migrate-to-chat-id = This group became a supergroup
sandbox-notice-migrate-from-chat-id = Moved here from the former group

## Test tools
sandbox-tools = Tools
sandbox-faults = Faults
sandbox-faults-how = Let a platform fail when the product calls it next
sandbox-choose-platform = Platform
sandbox-choose-kind = Kind of fault
sandbox-choose-moment = Moment
sandbox-choose-times = How often
sandbox-fault-error = Answers with an error (500)
sandbox-fault-silence = Never answers
sandbox-fault-drop = Cuts the connection
sandbox-fault-rate = Says too many requests (429)
sandbox-fault-before = before accepting
sandbox-fault-after = after accepting
sandbox-fault-arm = Arm
sandbox-fault-calm = Cancel
sandbox-switches = How the platforms behave
sandbox-switches-how = Close to how the real ones are set
sandbox-switch-quota = LINE's monthly messages are used up
sandbox-switch-redelivery = LINE repeats an event that was not accepted
sandbox-switch-flood = Telegram limits how fast the bot may send
sandbox-switch-privacy = In Telegram groups the bot gets only commands and replies to it
sandbox-again = Repeat the last event
sandbox-again-how = Checks that the same event opens nothing twice
sandbox-start-over = Start over
sandbox-start-over-how = Clears all messages on this page; tickets already opened remain
sandbox-reset = Clear all messages
sandbox-reset-sure = Clear all messages on this page?

## When it fails
sandbox-not-done = Sorry, this cannot be done right now
sandbox-not-reached = The sandbox does not answer. Is it still running?
