export const CONTRACT = "0.2.0+8879e842";
