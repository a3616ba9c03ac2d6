import { randomUUID } from 'node:crypto';
import { provinces63 } from '#reference/provinces';
import { request } from './http-load.ts';

/** Codes have room for so many projects of a source, year and province. */
const NUMBERS = 90_000;

/** Whose acts a survey and a withdrawal are. */
export const AS_CENTRE = { 'tiendo-demo-identity': 'demo:centre-officer' } as const;

/** Project `number` as the survey's form sends it: 14 values in all, in Vietnamese. */
export function surveyBody(number: number): object {
  const province = provinces63[Math.floor(number / NUMBERS) % provinces63.length]?.code ?? '';
  return {
    occurredOn: '2022-01-10',
    code: `KCDP-2022-${province}-${String(10_000 + (number % NUMBERS))}`,
    source: 'KCDP',
    planYear: 2022,
    province: { set: 'vn63', code: province },
    commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
    content: 'ND3b',
    beneficiary: { name: `Hợp tác xã dệt thổ cẩm Ngọc Phụng ${number}`, taxCode: '2800123456' },
    outcome: 'kept-for-later',
    reason: 'Chờ xác nhận mặt bằng của UBND xã trước khi đăng ký vào kế hoạch năm',
  };
}

/** New projects, one a request. */
export const surveys = (from: number, count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, at) =>
    request('POST', '/api/v1/projects', { 'Idempotency-Key': randomUUID(), ...AS_CENTRE }, surveyBody(from + at)),
  );

/** Of projects that were surveyed and nothing else. @param projects their addresses */
export const withdrawals = (projects: readonly string[]): readonly Buffer[] =>
  projects.map((project) =>
    request(
      'POST',
      `${project}/withdrawal`,
      { 'Idempotency-Key': randomUUID(), 'If-Match': '"r0"', ...AS_CENTRE },
      { occurredOn: '2022-02-10', reason: 'Đơn vị thụ hưởng không bố trí được vốn đối ứng' },
    ),
  );
