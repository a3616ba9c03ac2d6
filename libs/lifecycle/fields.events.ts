/**
 * What the fields of events are made of. The tags go into the published JSON Schemas (docs/reference/schemas); the rules and the edges
 * check the same limits before an event is written.
 */

/**
 * A day in Asia/Ho_Chi_Minh, YYYY-MM-DD.
 * @format date
 */
export type Day = string;

/**
 * A month, YYYY-MM.
 * @pattern ^\d{4}-(0[1-9]|1[0-2])$
 */
export type Month = string;

/**
 * A calendar year.
 * @asType integer
 * @minimum 1900
 * @maximum 2200
 */
export type Year = number;

/**
 * How many, 0 or more.
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * Per cent of a whole, 0 to 100.
 * @minimum 0
 * @maximum 100
 */
export type Percent = number;

/**
 * Digest of a file, lower-case hex.
 * @pattern ^[0-9a-f]{64}$
 */
export type Sha256 = string;

/**
 * Number of a project: series, plan year, province, number.
 * @pattern ^[A-Z]{2,10}-\d{4}-\d{2}-[0-9A-Za-z]{1,20}$
 */
export type ProjectCode = string;

/**
 * Vietnamese tax code: 10 digits, 13, or 10-3.
 * @pattern ^\d{10}(-?\d{3})?$
 */
export type TaxCode = string;
