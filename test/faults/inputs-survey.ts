/** A survey that is taken. @param number last part of the project's code, three to five digits */
export const surveyOf = (occurredOn: string, number: string) => ({
  occurredOn,
  code: `KCQG-2027-38-${number}`,
  source: 'KCQG',
  planYear: 2027,
  province: { set: 'vn34', code: '38' },
  commune: 'Xã Hoằng Hóa',
  content: 'ND3b',
  beneficiary: { name: `Công ty TNHH Mây tre ${number}`, taxCode: null },
  outcome: 'recorded',
});
