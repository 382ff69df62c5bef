import { createContext, useContext } from "react";
import { en } from "../../messages/en.ts";
import { fill } from "../../messages/fill.ts";
import type { Messages } from "../../messages/messages.ts";

export interface MessageContext {
  messages: Messages;
  /** The message with its values filled in. */
  format(key: keyof Messages, values: Record<string, string>): string;
  /** Makes screen readers read a text. */
  announce(text: string): void;
}

export function createMessageContext(messages: Messages, announce: (text: string) => void): MessageContext {
  return { messages, announce, format: (key, values) => fill(messages[key], values, messages.dir) };
}

export const MessagesContext = createContext<MessageContext>(createMessageContext(en, () => {}));

export const useMessages = () => useContext(MessagesContext);
