### A friendlier voice, used when bot.yaml says tone: warm

menu = What's on your mind? Choose from the menu or just write.
smalltalk = Hello! We're happy to listen. If something is on your mind, just write it.
sticker = Thanks for the sticker! If something is on your mind, just write it.
cancelled = Alright, cancelled. Nothing was sent.
