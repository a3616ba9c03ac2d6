/** Names under which things without a class of their own are injected. */
export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');
export const SERVER_FACTS = Symbol('SERVER_FACTS');
