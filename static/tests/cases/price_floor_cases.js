// Cases of the lowest price of a category rule, read by the till's tests as a module and by the
// server's as text: what stands between the brackets is strict JSON.
// prettier-ignore
export const PRICE_FLOOR_CASES = [
    {"name": "a price above the floor stays", "price": 8, "cost": 5, "percent": 10, "result": 8},
    {"name": "a price below the floor is raised to it", "price": 5, "cost": 5, "percent": 10, "result": 5.5},
    {"name": "a price equal to the floor stays", "price": 5.5, "cost": 5, "percent": 10, "result": 5.5},
    {"name": "without a margin the floor is the cost", "price": 4, "cost": 5, "percent": 0, "result": 5},
    {"name": "a free price is raised too", "price": 0, "cost": 5, "percent": 10, "result": 5.5},
    {"name": "a negative price is raised too", "price": -1, "cost": 5, "percent": 10, "result": 5.5},
    {"name": "without a cost there is no floor", "price": 4, "cost": 0, "percent": 10, "result": 4},
    {"name": "without a cost a negative price stays", "price": -1, "cost": 0, "percent": 10, "result": -1},
    {"name": "a negative cost is no cost", "price": -9, "cost": -5, "percent": 10, "result": -9},
    {"name": "the floor is not rounded", "price": 0, "cost": 0.1, "percent": 10, "result": 0.11000000000000001},
    {"name": "nor is a floor of three digits", "price": 1, "cost": 4.35, "percent": 33.3, "result": 5.79855},
    {"name": "a price below by the last digit is raised", "price": 5.499999999999999, "cost": 5, "percent": 10, "result": 5.5},
    {"name": "a margin of ten times the cost", "price": 20, "cost": 5, "percent": 1000, "result": 55}
];
