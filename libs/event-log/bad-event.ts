/** What is wrong and where. The place is null when the file as a whole is damaged and not one event. */
export interface BadEvent {
  readonly position: string | null;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly problem: string;
}
