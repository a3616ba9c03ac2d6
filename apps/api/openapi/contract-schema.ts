/** Reference to the schema of a type of libs/contracts; the schemas themselves are generated from those types. */
export const contractSchema = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
