export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** One line: what it counts, in which unit, from when. */
  readonly help: string;
  /** Names of few values only: never an id, a code of a project or a person. */
  readonly labels: readonly string[];
  /** Upper bounds of a histogram, in the metric's unit, rising. */
  readonly buckets?: readonly number[];
}

const gauge = <const Labels extends readonly string[]>(help: string, ...labels: Labels) => ({ kind: 'gauge', help, labels }) as const;

/** From half a millisecond (an append on a fast disk) to what nobody waits for. */
const COMMAND_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** Few: each is a series for every route, method and status. */
const HTTP_BUCKETS = [0.005, 0.025, 0.1, 0.25, 1, 5];

/** Every metric of ours that a process may show at `/metrics`. The page docs/reference/metrics.md lists the same. */
export const metricTable = {
  tiendo_build_info: gauge('1, with the version of this build.', 'version'),
  tiendo_http_request_seconds: {
    kind: 'histogram',
    help: 'Time from the head of a request to the end of its answer, live streams left out. `route` is the template, `status` the class.',
    labels: ['route', 'method', 'status'],
    buckets: HTTP_BUCKETS,
  },
  tiendo_live_streams: gauge('Clients that follow the live stream now.'),
  tiendo_commands_total: {
    kind: 'counter',
    help: 'Commands answered: `written`, `repeated` (the first answer again), `unchanged` (its effect held already), `refused`, `conflict` (of revisions), `failed`.',
    labels: ['command', 'outcome'],
  },
  tiendo_command_refusals_total: {
    kind: 'counter',
    help: 'Commands that the rules refused, by the code of the refusal.',
    labels: ['code'],
  },
  tiendo_command_seconds: {
    kind: 'histogram',
    help: 'Time from a command to its answer: the queue of its stream, the decision and the durable append.',
    labels: [],
    buckets: COMMAND_BUCKETS,
  },
  tiendo_log_append_seconds: {
    kind: 'histogram',
    help: 'Time of an append of this process to the log, until it is durable or has failed.',
    labels: [],
    buckets: COMMAND_BUCKETS,
  },
  tiendo_log_events_total: { kind: 'counter', help: 'Events that this process wrote to the log.', labels: [] },
  tiendo_log_append_failures_total: {
    kind: 'counter',
    help: 'Appends that the log could not take, by the reason; `outcome-unknown`: it may be there. Conflicts of revisions are none.',
    labels: ['reason'],
  },
  tiendo_log_up: gauge('1: the log takes appends, or did the last time; 0: it does not.'),
  tiendo_log_wal_bytes: gauge('Size of the write-ahead log beside the SQLite log; not with KurrentDB.'),
  tiendo_projection_up: gauge('1: the read models are being kept at the end of the log; 0: what keeps them has ended.'),
  tiendo_projection_lag_events: gauge('Events between the read models and the end of the log, at most.'),
  tiendo_projection_lag_seconds: gauge('Age of the oldest event that the read models do not have; 0: they have all.'),
  tiendo_projection_events_total: { kind: 'counter', help: 'Events that the read models took since the process began.', labels: [] },
  tiendo_projection_halted: gauge('1: the model stopped at an event of a newer build.', 'model'),
  tiendo_projection_parked_streams: gauge('Streams that wait in the model for somebody to retry them.', 'model'),
  tiendo_comparer_differences: gauge('Rows that the comparer found not to be what the log says; the first hundred are counted.'),
  tiendo_follow_ups_waiting: gauge('Follow-ups of plans and contracts that their projects have not answered.'),
  tiendo_follow_ups_oldest_seconds: gauge('Age of the decision whose follow-up has waited longest; 0: none waits.'),
  tiendo_reminders_due: gauge('Reminders that may be sent now and are not claimed; 0 outside the hours of sending.'),
  tiendo_reminders_sent_total: { kind: 'counter', help: 'Deliveries that a channel took.', labels: ['channel'] },
  tiendo_reminders_failed_total: { kind: 'counter', help: 'Deliveries that a channel refused for good.', labels: ['channel'] },
  tiendo_reminders_suppressed: gauge('Reminders that are due and are not sent, by the reason.', 'why'),
  tiendo_deliveries_claimed: gauge('Deliveries that were claimed and have no outcome.'),
  tiendo_delivery_oldest_claim_seconds: gauge('Age of the oldest claim without an outcome; 0: there is none.'),
  tiendo_sweep_seconds: { kind: 'histogram', help: 'Time of one sweep.', labels: [], buckets: COMMAND_BUCKETS },
  tiendo_sweep_last_success_timestamp_seconds: gauge('When the last sweep ended well.'),
  tiendo_queue_jobs: gauge('Jobs by queue and state.', 'queue', 'state'),
  tiendo_queue_up: gauge('1: Redis answers; 0: it does not.'),
  tiendo_log_resubscriptions_total: {
    kind: 'counter',
    help: 'Times that a subscription to the log ended and was taken up again.',
    labels: [],
  },
  tiendo_log_client_recycles_total: { kind: 'counter', help: 'Times that the client of the log was replaced by a new one.', labels: [] },
  tiendo_trace_spans_sent_total: { kind: 'counter', help: 'Spans that the collector of traces took.', labels: [] },
  tiendo_trace_spans_dropped_total: {
    kind: 'counter',
    help: 'Spans that were lost: `full` (too many waited to be sent), `not-taken` (the collector was away, slow or refused them).',
    labels: ['reason'],
  },
  tiendo_restored_unreconciled: gauge('1: nothing is sent out, as nobody has reconciled since a restore or it cannot be told.'),
  tiendo_backup_last_timestamp_seconds: gauge('When the last backup of this data folder was made; 0: never. Not with KurrentDB.'),
  tiendo_snapshot_newest_timestamp_seconds: gauge(
    'When the newest snapshot was made that this program can begin from; 0: there is none. Only with TIENDO_SNAPSHOTS.',
  ),
  tiendo_snapshot_every_seconds: gauge('Time between two snapshots that the settings ask for; 0: none is made by itself.'),
  tiendo_disk_free_bytes: gauge('Room that is left where the data folder is.'),
  tiendo_disk_size_bytes: gauge('Size of the file system where the data folder is.'),
} as const satisfies Readonly<Record<`tiendo_${string}`, MetricDefinition>>;

export type MetricName = keyof typeof metricTable;
