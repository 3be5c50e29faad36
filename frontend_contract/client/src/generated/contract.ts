export const CONTRACT = "0.2.0+0c7f1dae";
