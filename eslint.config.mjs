import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import globals from "globals";

const MODULE_STATE = "No module-level state: keep it on the record, the order or the store.";
const topLevel = ":matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration";

export default [
    js.configs.recommended,
    prettier,
    {
        files: ["static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: { ...globals.browser, luxon: "readonly", odoo: "readonly" },
        },
        rules: {
            // From Odoo's own web/tooling/_eslintrc.json
            "arrow-body-style": ["error", "as-needed"],
            curly: ["error", "all"],
            "no-duplicate-imports": "error",
            "no-restricted-globals": ["error", "event", "self"],
            "no-unused-vars": ["error", { args: "none", caughtErrors: "all" }],
            "prefer-const": ["error", { destructuring: "all", ignoreReadBeforeAssign: true }],
            // Ours: small files, no hidden state
            complexity: ["error", 8],
            eqeqeq: "error",
            "max-depth": ["error", 3],
            "max-lines-per-function": ["error", { max: 40, skipComments: true }],
            "max-params": ["error", 4],
            "no-console": "error",
            "no-restricted-syntax": [
                "error",
                "PrivateIdentifier",
                { selector: `${topLevel}[kind='let']`, message: MODULE_STATE },
                {
                    selector: `${topLevel} > VariableDeclarator > :matches(ObjectExpression[properties.length=0], ArrayExpression[elements.length=0], NewExpression[arguments.length=0])`,
                    message: MODULE_STATE,
                },
            ],
        },
    },
    { files: ["static/tests/**/*.js"], rules: { "max-lines-per-function": "off" } },
    {
        files: ["static/tests/tours/**/*.js"],
        rules: {
            // Pages without a till load the tours too, and fail if something is missing.
            "no-restricted-imports": ["error", { patterns: ["*/app/*", "*/app/**"] }],
        },
    },
];
