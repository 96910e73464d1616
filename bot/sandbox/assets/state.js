// What the page knows: people, groups, transcripts, unread counts, and its own preferences.

export const state = {
  now: 0, offset: 0, people: [], groups: [], faults: {}, kinds: [], bot: {}, switches: {},
  username: "", languages: [], chats: new Map(), unread: new Map(),
};

export function takeState(fresh) {
  const { chats, type, ...rest } = fresh;
  Object.assign(state, rest, { heardAt: Date.now() });
  if (chats) {
    state.chats = new Map(Object.entries(chats).map(([chat, said]) => [chat, new Map(said.map((m) => [m.id, m]))]));
  }
}

// True if the message is new, false if a known one changed.
export function takeMessage(message) {
  const said = state.chats.get(message.chat) ?? new Map();
  state.chats.set(message.chat, said);
  const fresh = !said.has(message.id);
  said.set(message.id, message);
  return fresh;
}

export const person = (key) => state.people.find((each) => each.key === key);
export const group = (key) => state.groups.find((each) => each.key === key);
export const said = (chat) => [...(state.chats.get(chat)?.values() ?? [])];
export const message = (chat, id) => state.chats.get(chat)?.get(id);
export const now = () => state.now + (Date.now() - state.heardAt);

// A person's chats: the private one with the office first, then the groups.
export function chatsOf(key) {
  return [key, ...state.groups.filter((each) => each.members.includes(key)).map((each) => each.key)];
}

export const unreadKey = (who, chat) => `${who} ${chat}`;
export const unreadOf = (who) => chatsOf(who).reduce((sum, chat) => sum + (state.unread.get(unreadKey(who, chat)) ?? 0), 0);

const PREFERENCES = "sandbox-preferences";

export const preferences = { open: null, front: null, chats: {}, language: "th", hint: "shown", ...kept() };

export function keep(changed) {
  Object.assign(preferences, changed);
  try {
    localStorage.setItem(PREFERENCES, JSON.stringify(preferences));
  } catch {
    // Without storage the page simply starts afresh next time.
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(PREFERENCES)) ?? {};
  } catch {
    return {};
  }
}
