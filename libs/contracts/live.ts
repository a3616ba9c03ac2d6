/** `GET /api/v1/live`, event `appended`: something was recorded. Its `id` is the position, from which a client resumes. */
export interface LiveEvent {
  readonly stream: string;
  /** Code of the project, when it is a project's event. */
  readonly project: string | null;
  readonly type: string;
  readonly revision: number;
  readonly position: string;
  readonly occurredOn: string;
}
