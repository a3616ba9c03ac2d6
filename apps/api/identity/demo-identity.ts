/** Whom every caller acts as until access control is there; plainly a demo, so that nobody takes it for a person. */
export const demoIdentity = {
  id: 'demo:officer',
  name: { vi: 'Cán bộ dùng thử', en: 'Demo officer' },
  role: { vi: 'Cán bộ thẩm định', en: 'Appraisal officer' },
  demo: true,
} as const;
