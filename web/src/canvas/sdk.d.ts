// The part of @salesforce/canvas-js-sdk that the app calls; the package brings no types of its own.
declare module "@salesforce/canvas-js-sdk" {}

interface CanvasAnswer {
  status: number;
  statusText: string;
  payload: unknown;
}

interface CanvasSdkClient {
  ajax(
    url: string,
    settings: {
      client: object;
      method: string;
      contentType?: string;
      data?: string;
      success: (answer: CanvasAnswer) => void;
    },
  ): void;
  refreshSignedRequest(callback: (answer: CanvasAnswer) => void): void;
  repost(refresh: boolean): void;
  publish(client: object, event: { name: string; payload: unknown }): void;
  subscribe(client: object, subscription: { name: string; onData: (payload: unknown) => void }): void;
  resize(client: object, size: { height: string }): void;
}

interface Window {
  Sfdc?: { canvas: { client: CanvasSdkClient } };
}
