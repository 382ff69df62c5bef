import { createContext, useContext } from "react";
import { en } from "../messages/en.ts";
import { fill, type Messages } from "../messages/messages.ts";

export interface Words {
  messages: Messages;
  /** The message with its values filled in. */
  say(key: keyof Messages, values?: Record<string, string>): string;
  /** Says something to screen readers. */
  announce(text: string): void;
}

export function createWords(messages: Messages, announce: (text: string) => void): Words {
  return { messages, announce, say: (key, values = {}) => fill(messages[key], values, messages.dir) };
}

export const WordsContext = createContext<Words>(createWords(en, () => {}));

export const useWords = () => useContext(WordsContext);
