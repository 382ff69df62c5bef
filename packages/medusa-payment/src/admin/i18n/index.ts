import { de } from "./de";
import { en } from "./en";

/** Medusa merges these into Admin's own translations, in a namespace of ours. */
export default { en: { calypso: en }, de: { calypso: de } };
