/** Who holds the next step of a project. The contracts have the same names (`#contracts/record-sections`). */
export type Holder = 'centre' | 'commune' | 'department' | 'agency' | 'province' | 'ministry' | 'treasury' | 'enterprise';
