/** Names under which things without a class of their own are injected. */
export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');
export const SERVER_FACTS = Symbol('SERVER_FACTS');
/** Whoever keeps running deadlines; absent where nothing does. */
export const RUNNING_DEADLINES = Symbol('RUNNING_DEADLINES');
