/** The one namespace from which ids of imported commands derive (UUIDv5 of code and step); the same for every file, for ever. */
export const IMPORT_NAMESPACE = '6f1c1a2e-9d0b-5c63-8a51-2f6d5c0f7e11';

/** Namespace of contract ids: UUIDv5 of code set, source, province and the number in NFC. */
export const CONTRACT_NAMESPACE = 'b0c8a1de-3c5f-5a0e-9b77-51f2c9d4a602';

/** Namespace from which the ids of the reminders' commands derive: UUIDv5 of what is asked. */
export const REMINDER_NAMESPACE = 'c1a7e0d2-58f4-5b1e-93c6-0f7d2b9a6e45';

/** Namespace of project ids: UUIDv5 of the id of the command by which a register opens the project, and so of its code. */
export const PROJECT_NAMESPACE = '0d6f4f0b-2f0a-5c0e-8d3c-7a9b1e5f4c33';
