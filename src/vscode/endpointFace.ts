/** What the status bar tells of the endpoint that runs. */
export interface EndpointFace {
  readonly url: string;
  readonly recoveredToday: number;
}
