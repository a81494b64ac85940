/** A key that access tokens are signed with, as it is kept. */
export interface StoredSigningKey {
  /** The thumbprint of its public part (RFC 7638). Tokens name it as `kid`. */
  readonly id: string;
  /** PKCS #8 as PEM, encrypted when a passphrase is set. */
  readonly privateKey: string;
  readonly createdAt: Date;
  /** Until when tokens of it are taken. Absent while it is the one that signs. */
  readonly retiresAt?: Date | undefined;
}

/** Where signing keys are kept, for all instances. */
export interface SigningKeyStore {
  /** The keys whose tokens are taken, the newest first. */
  list(now: Date): Promise<readonly StoredSigningKey[]>;
  /**
   * Adds a key that signs from now on, and lets those before it retire. It does nothing when another instance has added one
   * after `unlessSince`.
   */
  add(key: StoredSigningKey, retireOthersAt: Date, unlessSince: Date): Promise<void>;
}
