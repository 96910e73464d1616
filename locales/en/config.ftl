# What is wrong in bot.yaml or the environment. The place always stands before the sentence.

config-missing = has no value yet
config-unknown = is not a setting; docs/settings.md lists all of them
config-unknown-meant = is not a setting; is { $meant } meant?
config-wrong = cannot be used; see the examples in docs/settings.md
config-not-text = must be a text
config-not-number = must be a whole number
config-not-list = must be a list (each line begins with a dash)
config-not-mapping = must be pairs of name: value
config-not-date = must be a date of the common era, such as 2026-12-04
config-too-small = must be at least { $ge }
config-too-large = must be at most { $le }
config-one-of = must be one of { $expected }
config-bad-id = may have a-z, 0-9 and _ only, and begins with a letter
config-bad-code = must be 2 to 6 letters A-Z or digits, beginning with a letter, such as TY2
config-bad-phone = must be a telephone number, such as 1669
config-bad-time = must be a time of day such as "08:30"
config-twice = { $id } stands already at { $first }
config-key-twice = is written twice (line { $line })
config-no-such-group = there is no group { $group } in groups
config-no-such-desk = there is no group or desk { $desk }
config-confidential-alone = nobody stands in for the confidential desk: corruption reports go to it alone
config-no-variable = there is no environment variable { $name }
config-own-broken = is no sentence: { $name }; write name = words
config-own-unknown = there is no sentence { $name }; the names are in locales/
config-own-values = { $name } uses a value that this sentence does not get; compare locales/
config-no-yaml = cannot be read: no valid YAML at line { $line }
config-no-file = does not exist; python -m bot init writes one
config-not-utf8 = must be saved as UTF-8
config-not-readable = cannot be opened; check the permissions of the file
config-not-url = must begin with https:// (or http:// for a trial)
config-not-database = must begin with sqlite:/// or postgresql://
config-bad-letters = may have A-Z, a-z, 0-9, _ and - only, at most 256
config-other-half = has no value, but { $name } has; both are needed
config-webhook-secret = has no value, and is needed when TELEGRAM_MODE is webhook
config-short-secret-key = is too short; it must have at least { $least } characters. python -m bot init makes one
config-no-secret-key = has no value; all that is stored is sealed with it. python -m bot init makes one
