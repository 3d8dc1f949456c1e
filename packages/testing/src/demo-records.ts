/** Records of the demo that tests visit, by their ids. */
export const demoRecords = {
  acme: '001Pt0000000A01IAE',
  order: '801Pt0000000D01IAE',
  /** Of the same account. */
  secondOrder: '801Pt0000000D02IAE',
  ada: '003Pt0000000C01IAE',
  jonas: '003Pt0000000C02IAE',
  /** Has not registered. */
  mei: '003Pt0000000C03IAE',
  /** Is deactivated. */
  lukas: '003Pt0000000C04IAE',
} as const;
