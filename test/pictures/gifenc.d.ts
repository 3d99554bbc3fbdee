/** The part of gifenc that is used; it brings no types. */
declare module 'gifenc' {
  interface FrameOptions {
    /** Given with the first frame: the palette of all. */
    palette?: readonly (readonly [number, number, number])[];
    /** Milliseconds. */
    delay: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** 1 leaves the frame standing below the next. */
    dispose?: number;
    /** 0 repeats for ever. */
    repeat?: number;
  }
  interface Encoder {
    writeFrame: (indexes: Uint8Array, width: number, height: number, options: FrameOptions) => void;
    finish: () => void;
    bytes: () => Uint8Array;
  }
  /** It is CommonJS, whose exports Node hands out as one. */
  const gifenc: { GIFEncoder: () => Encoder };
  export default gifenc;
}
