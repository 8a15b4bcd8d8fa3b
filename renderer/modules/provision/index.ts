export { quotaEffect, type QuotaEffect } from './quota-effect.ts'
