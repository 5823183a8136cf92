/** Ids of the sample data that the documents name in their examples. */
export const SAMPLE_IDS = {
  activation: 'd1f0a3b6-2c48-4e95-8a17-3b6c9d0e5f21',
  artifact: 'd190a3b6-2c48-4e95-8a17-3b6c9d0e5f23',
  anomaly: 'e2a1b4c7-3d59-4fa6-9b28-4c7d0e1f6a32',
  apiKey: 'f3b2c5d8-4e6a-40b7-8c39-5d8e1f2a7b43',
  contact: '04c3d6e9-5f7b-41c8-9d4a-6e9f2a3b8c54',
  export: 'd190a3b6-2c48-4e95-8a17-3b6c9d0e5f22',
  customer: '5b1f4e0e-6c1b-4a57-9a3e-0c8f4d2b7a61',
  customerUser: '5b1f4e0e-6c1b-4a57-9a3e-0c8f4d2b7a62',
  deactivatedUser: '15d4e7fa-608c-42d9-8e5b-7fa03b4c9d65',
  delivery: '26e5f80b-719d-43ea-9f6c-80b14c5dae76',
  group: '37f6091c-82ae-44fb-807d-91c25d6ebf87',
  import: '37f6091c-82ae-44fb-807d-91c25d6ebf88',
  job: '48071a2d-93bf-450c-918e-a2d36e7fc098',
  keyPool: '59182b3e-a4c0-461d-829f-b3e47f80d1a9',
  lead: '6a293c4f-b5d1-472e-93a0-c4f58091e2ba',
  license: '8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84',
  licenseFile: '7b3a4d50-c6e2-483f-84b1-d5069102f3cb',
  licenseUser: '8c4b5e61-d7f3-4940-95c2-e617a21304dc',
  order: 'a91d7e43-5c08-4f6b-a2d4-8b3e6f1c9d70',
  policy: '2d9c6a17-5f3e-4b80-8c41-7e0b5d9f2a36',
  sparePolicy: '2d9c6a17-5f3e-4b80-8c41-7e0b5d9f2a37',
  policyChange: '9d5c6f72-e804-4a51-86d3-f728b32415ed',
  resource: 'c4a8e2f9-0b7d-4135-9e6a-1d3f8b5c7e20',
  session: 'ae6d7083-f915-4b62-97e4-0839c43526fe',
  shop: 'b2a7c9d4-6e1f-4b38-9c50-2f8e7d6a1b43',
  shopEvent: 'b2a7c9d4-6e1f-4b38-9c50-2f8e7d6a1b44',
  shopMapping: 'b2a7c9d4-6e1f-4b38-9c50-2f8e7d6a1b45',
  spareShop: 'b2a7c9d4-6e1f-4b38-9c50-2f8e7d6a1b46',
  spareLead: 'e2a1b4c7-3d59-4fa6-9b28-4c7d0e1f6a33',
  trial: 'bf7e8194-0a26-4c73-88f5-194ad546370f',
  webhook: 'c08f92a5-1b37-4d84-9906-2a5be6574810',
} as const;

/** The token of the running session of the sample data. */
export const SAMPLE_SESSION_TOKEN = 'ks_3f9c1d7e5b8a4260c9e1f7a3d5b80246';
export const SAMPLE_APP = 'com.example.myapp';
export const SAMPLE_USER = 'demo-support';
export const SPARE_USER = 'demo-leaving';
export const SAMPLE_ROLE = 'Seat desk (demo)';
/** A license, a customer and a product that were deleted and can be restored. */
export const DELETED_LICENSE = 'DEMO-DELETED-0010';
export const DELETED = 'demo-deleted';
/** A customer without licenses, a meter that no license has, and a version that is not published. */
export const SPARE_CUSTOMER = 'demo-spare';
export const SPARE_METER_CODE = 'imports';
export const DRAFT_VERSION = 'v2.1.0';
/** A product without licenses. */
export const SPARE_PRODUCT = 'demo-spare';
