/** Preloaded into a process under test: its clock starts at TEST_STARTS_AT, a UTC instant, and goes on from there. */
const shiftMs = Date.parse(process.env['TEST_STARTS_AT'] ?? '') - Date.now();
const { now: realNow } = Date;
if (!Number.isFinite(shiftMs)) throw new Error('TEST_STARTS_AT is no instant');

globalThis.Date = class ShiftedDate extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [ShiftedDate.now()] : given));
  }

  static now() {
    return realNow() + shiftMs;
  }
};
