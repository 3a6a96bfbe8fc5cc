/** Who asks. A member of staff is a customer too; ADMIN stands for every staff role. */
export const askers = ['GUEST', 'CUSTOMER', 'SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN'] as const;
export type Asker = (typeof askers)[number];

const anyone = askers;
const signedIn = ['CUSTOMER', 'SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN'] as const;
const staff = ['SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN'] as const;
const orderStaff = ['SUPPORT', 'FINANCE', 'ADMIN'] as const;
const stockStaff = ['SUPPORT', 'CATALOG', 'ADMIN'] as const;
const catalogStaff = ['CATALOG', 'ADMIN'] as const;
const supportStaff = ['SUPPORT', 'ADMIN'] as const;
const admin = ['ADMIN'] as const;
const financeStaff = ['FINANCE', 'ADMIN'] as const;

/** What of a type is for whom: fields, and the askers who may select them. */
type Rights = readonly (readonly [fields: string, askers: readonly Asker[]])[];

/**
 * THE rights of this shop, every field of every type. A field that is for anyone and yet personal stands on a type
 * that is only reached through a guarded field, or as oneself (`me`).
 */
export const expectedRights: Readonly<Record<string, Rights>> = {
  // Ways in
  Query: [
    [
      'me shop countries country popularCountries regions region plans plan planById planBounds deviceCompatibility deviceModels deviceList checkoutConsent',
      anyone,
    ],
    ['sharedEsim', anyone],
    ['orders order orderCount payments stripeEvents', orderStaff],
    ['alerts switches', orderStaff],
    ['jobRuns deadLetters', supportStaff],
    ['ledgerBalances ledgerCheck', financeStaff],
    ['reviewQueue', orderStaff],
    ['inventoryItems', catalogStaff],
    ['stockLevels', stockStaff],
    ['desk', staff],
    ['auditLog staff staffSessions', admin],
  ],
  Mutation: [
    ['requestSignInCode signIn', anyone],
    ['openSharedEsim', anyone],
    ['renameEsim archiveEsim shareEsim withdrawEsimShare requestRefund', signedIn],
    ['approveRefundRequest refuseRefundRequest', financeStaff],
    ['signOut updateProfile checkout startPayment cancelOrder resendDelivery', signedIn],
    ['objectToEmailChange unsubscribe', anyone],
    [
      'requestEmailChange confirmEmailChange updateMailChoices requestAccountDeletion deleteAccount',
      signedIn,
    ],
    ['endSession beginSecondFactor confirmSecondFactor verifySecondFactor', signedIn],
    ['renewRecoveryCodes disableSecondFactor', signedIn],
    ['revealActivationCode', supportStaff],
    ['refundOrder releaseHold runLedgerCheck', financeStaff],
    ['retryDelivery attachSupplierOrder', supportStaff],
    ['refundUndelivered markSupplierRefund', financeStaff],
    ['cancelOrderByStaff', supportStaff],
    ['replayStripeEvent', orderStaff],
    ['setStaffRoles resetSecondFactor endStaffSessions', admin],
    ['acknowledgeAlert settleAlert', orderStaff],
    ['setSwitch retryDeadLetter discardDeadLetter', admin],
    ['importInventory setStockThreshold', catalogStaff],
  ],
  Subscription: [
    ['orderUpdated', signedIn],
    ['stockAlerts', stockStaff],
    ['staffAlerts', orderStaff],
  ],

  // The catalogue
  Country: [['id iso2 aliases name region soldRegions planCount fromPrice', anyone]],
  Region: [['id code isSold name countries countryCodes planCount fromPrice', anyone]],
  Plan: [
    [
      'id slug name description scope isActive availability carrier countries coverage country region alternatives',
      anyone,
    ],
    [
      'isUnlimited dataMb validityDays validityPolicy installWithinDays hotspotAllowed includesPhoneNumber',
      anyone,
    ],
    ['voiceMinutes texts topUpAvailable identityCheck fairUse price pricePerGb pricePerDay', anyone],
  ],
  PlanBounds: [['count dataMb days unlimitedCount hotspotCount fastCount minPrice maxPrice', anyone]],
  PlanConnection: [['nodes edges pageInfo totalCount', anyone]],
  PlanEdge: [['cursor node', anyone]],
  Carrier: [['id name', anyone]],
  CountryCoverage: [['country networks', anyone]],
  Network: [['name generations', anyone]],
  DeviceCompatibility: [['verdict device message', anyone]],
  DeviceModel: [['brand model verdict', anyone]],
  Shop: [['name isSandbox mailboxUrl supportEmail locales currencies company status refundPolicy', anyone]],
  Company: [['name address registration taxId', anyone]],
  ShopStatus: [['shop payments delivery mails checkedAt', anyone]],
  RefundPolicy: [['days answerHours', anyone]],
  DeviceList: [['asOf source brands', anyone]],
  DeviceBrand: [['brand groups', anyone]],
  DeviceGroup: [['verdict note models', anyone]],
  CheckoutConsent: [['version text', anyone]],
  OrderConsent: [['version givenAt', anyone]],
  Currency: [['code minorUnitDigits rateDate name', anyone]],
  Money: [['amount currency formatted', anyone]],
  PageInfo: [['hasNextPage hasPreviousPage startCursor endCursor', anyone]],

  // People and their purchases
  User: [
    ['id email name locale currency roles esims orders order sessions secondFactor mailChoices', anyone],
  ],
  MailChoice: [['topic isWanted', anyone]],
  SessionConnection: [['nodes pageInfo totalCount', signedIn]],
  Session: [
    ['id isCurrent address device transport hasSecondFactor startedAt lastSeenAt expiresAt', signedIn],
  ],
  OrderConnection: [['nodes pageInfo totalCount', signedIn]],
  Order: [
    ['id number createdAt expiresAt status paymentStatus fulfillmentStatus holds quantity plan', signedIn],
    ['refundRequests refundOffer', signedIn],
    [
      'subtotal discount tax total payments esims isPayable isCancellable deliveryEmail timeline consent',
      signedIn,
    ],
    ['customer stripeEvents', orderStaff],
    ['ledger', financeStaff],
  ],
  PlanSnapshot: [['planId name isUnlimited dataMb validityDays countryCodes carrierName unitPrice', anyone]],
  CappedCount: [['count isCapped', orderStaff]],
  TimelineEntry: [
    ['id at text', signedIn],
    ['type subject subjectId from to actor reason requestId', orderStaff],
  ],
  TimelineActor: [['kind name email', orderStaff]],
  Payment: [
    ['id status amount received refunded refunds failureCode failureMessage createdAt', signedIn],
    ['provider paymentIntentId order disputes refundable', orderStaff],
  ],
  Refund: [
    ['id status amount createdAt', signedIn],
    ['origin reason failureCode', orderStaff],
  ],
  Dispute: [['id stripeDisputeId status amount reason answerBy openedAt closedAt', orderStaff]],
  PaymentConnection: [['nodes pageInfo totalCount', orderStaff]],
  StripeEventConnection: [['nodes pageInfo totalCount', orderStaff]],
  StripeEvent: [['id type receivedAt processedAt outcome', orderStaff]],
  LedgerEntry: [['id kind key at actor note lines', financeStaff]],
  LedgerLine: [['account accountKind amount', financeStaff]],
  LedgerCheck: [
    ['id startedAt finishedAt since isClean isStripeAsked entries findingCount findings', financeStaff],
  ],
  LedgerFinding: [['code subject orderNumber expected actual message todo', financeStaff]],
  LedgerBalance: [['account accountKind meaning balance', financeStaff]],
  EsimConnection: [['nodes pageInfo totalCount', signedIn]],
  Esim: [
    [
      'id status iccid expiresAt activationCode smdpAddress matchingId qrCode installLinks plan orderNumber usage',
      signedIn,
    ],
    ['name isArchived isRefunded share', signedIn],
    ['attempts actions', orderStaff],
  ],
  ProvisioningAttempt: [
    ['id supplier reference outcome errorCode detail startedAt finishedAt waivedAt', orderStaff],
  ],
  ReviewItemConnection: [['nodes pageInfo totalCount', orderStaff]],
  ReviewItem: [['id waitingSince order esim actions', orderStaff]],
  InstallLinks: [['ios android', anyone]],
  EsimShare: [['id companion createdAt expiresAt openedAt', signedIn]],
  EsimShared: [['esim url', signedIn]],
  SharedEsim: [['companion plan expiresAt', anyone]],
  SharedPlan: [['name isUnlimited dataMb validityDays countryCodes carrierName', anyone]],
  OpenedSharedEsim: [['iccid activationCode smdpAddress matchingId qrCode installLinks', anyone]],
  RefundRequest: [['id status reason answer createdAt decidedAt amount esims refund', signedIn]],
  RefundRequested: [['isAtOnce request order', signedIn]],
  RefundOffer: [['esims share until', signedIn]],
  DataUsage: [['usedMb totalMb updatedAt', anyone]],

  // The first page of the desk
  Desk: [
    ['waiting', staff],
    ['sales', financeStaff],
  ],
  WaitingItem: [['kind key count oldestAt dueAt', staff]],
  DaySales: [['paidOrders revenue refunded', financeStaff]],

  // Stock
  InventoryItemConnection: [['nodes pageInfo totalCount', catalogStaff]],
  InventoryItem: [['id status iccid createdAt plan', stockStaff]],
  StockLevelConnection: [['nodes pageInfo totalCount', stockStaff]],
  StockLevel: [['id available reserved assigned threshold daysLeft plan', stockStaff]],
  StockAlert: [['id kind available threshold at plan', stockStaff]],

  // What staff did
  AuditEntryConnection: [['nodes pageInfo totalCount', admin]],
  AuditEntry: [
    [
      'id at actorId actor roles action subjectType subjectId subjectLabel reason changes ip requestId',
      admin,
    ],
  ],
  AuditChange: [['field before after', admin]],

  // Who works here
  StaffMemberConnection: [['nodes pageInfo totalCount', admin]],
  StaffMember: [
    ['id email name roles isInvited invitedAt invitationEndsAt lastSignInAt', admin],
    ['hasSecondFactor needsSecondFactor recoveryCodesLeft', admin],
  ],

  // Running the shop
  StaffAlertConnection: [['nodes pageInfo totalCount', orderStaff]],
  StaffAlert: [
    ['id kind key severity subject lines path count raisedAt lastRaisedAt', orderStaff],
    ['acknowledgedAt acknowledgedBy settledAt settledBy settleReason', orderStaff],
  ],
  Switch: [['name isOn reason changedBy changedAt', orderStaff]],
  JobRunConnection: [['nodes pageInfo totalCount', supportStaff]],
  JobRun: [['id name jobId attempt startedAt endedAt outcome detail requestId process', supportStaff]],
  DeadLetterConnection: [['nodes pageInfo totalCount', supportStaff]],
  DeadLetter: [['id name createdAt failedAt tries error payload', supportStaff]],
  DeadLetterRetried: [['name', admin]],
  DeadLetterDiscarded: [['name', admin]],

  // What mutations answer
  SignInCodeSent: [['email expiresAt resendAt', anyone]],
  SignedIn: [['user token deviceToken secondFactor', anyone]],
  CodeSent: [['email expiresAt resendAt', anyone]],
  EmailChanged: [['user objectBy', anyone]],
  EmailChangeRefused: [['code message', anyone]],
  EmailTaken: [['code message', anyone]],
  EmailRestored: [['email', anyone]],
  LinkInvalid: [['code message', anyone]],
  Unsubscribed: [['topic', anyone]],
  AccountDeleted: [['isDone', anyone]],
  AccountNotDeletable: [['code message orderNumbers', anyone]],
  SecondFactorEnrolment: [['secret url qrCode', anyone]],
  RecoveryCodes: [['codes', anyone]],
  SecondFactorStatus: [['state recoveryCodesLeft', anyone]],
  SecondFactorRefused: [['code message', anyone]],
  StaffChangeRefused: [['code message', anyone]],
  InvalidCode: [['code message attemptsLeft', anyone]],
  CodeLocked: [['code message requestAgainAt', anyone]],
  RateLimited: [['code message retryAfterSeconds', anyone]],
  InvalidInput: [['code message errors', anyone]],
  FieldError: [['path code message', anyone]],
  CheckoutStarted: [['order payment', anyone]],
  StripePayment: [['paymentIntentId clientSecret publishableKey apiBase', anyone]],
  PriceChanged: [['code message newTotal', anyone]],
  PlanUnavailable: [['code message alternatives', anyone]],
  IdempotencyConflict: [['code message', anyone]],
  PaymentProviderUnavailable: [['code message', anyone]],
  PurchasesPaused: [['code message', anyone]],
  AlertNotOpen: [['code message', anyone]],
  DeadLetterNotFound: [['code message', anyone]],
  OrderNotPayable: [['code message', anyone]],
  OrderNotCancellable: [['code message', anyone]],
  HoldNotReleasable: [['code message', anyone]],
  EventNotReplayable: [['code message', anyone]],
  RefundTooLarge: [['code message refundable', anyone]],
  DeliveryResent: [['sentTo', anyone]],
  NothingToResend: [['code message', anyone]],
  EsimNotFound: [['code message', anyone]],
  EsimNotShareable: [['code message', anyone]],
  SharedEsimGone: [['code message', anyone]],
  RefundNotPossible: [['code message', anyone]],
  DeliveryNotPossible: [['code message', anyone]],
  RevealedActivationCode: [['activationCode smdpAddress matchingId qrCode', anyone]],
  NothingToReveal: [['code message', anyone]],
  ImportReport: [['created updated rejected errors applied', anyone]],
  ImportError: [['row field code message', anyone]],
};

/** `Type.field` with its askers, for each field of the table. */
export function rightsByField(): Map<string, readonly Asker[]> {
  return new Map(
    Object.entries(expectedRights).flatMap(([type, rights]) =>
      rights.flatMap(([fields, who]) => fields.split(' ').map((field) => [`${type}.${field}`, who] as const)),
    ),
  );
}
