import type { Suppression } from '#contracts/reminders';
import { quiet } from '#recovery/quiet';

/** Why nothing leaves the house now; null: it does. Asked before every sending. */
export const quietOf = ({ dataDir }: { readonly dataDir: string }): Suppression | null => (quiet(dataDir) === null ? null : 'restored');
