export const CONTRACT = "0.2.0+23cb9cca";
