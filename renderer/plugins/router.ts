import { createRouter, createWebHistory, type Router } from 'vue-router'
import { routes } from '../pages/routes.ts'

/** The router over the table of pages. */
export function createPages(): Router {
  return createRouter({ history: createWebHistory(), routes })
}
