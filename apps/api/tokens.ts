/** Names under which things without a class of their own are injected. */
export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');
/** Traces of this process; null: none are made. */
export const TRACING = Symbol('TRACING');
export const SERVER_FACTS = Symbol('SERVER_FACTS');
/** Whoever keeps running deadlines; absent where nothing does. */
export const RUNNING_DEADLINES = Symbol('RUNNING_DEADLINES');
