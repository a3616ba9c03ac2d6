/** Names under which things without a class of their own are injected. */
export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');
