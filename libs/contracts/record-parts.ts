/** What many parts of a record are made of. Days are YYYY-MM-DD business days. */

/** An act and who did it. */
export interface Done {
  readonly on: string;
  /** Opaque id. */ readonly by: string;
}

/** Who can move a project on. */
export type Holder = 'centre' | 'commune' | 'department' | 'agency' | 'province' | 'ministry' | 'treasury' | 'enterprise';
