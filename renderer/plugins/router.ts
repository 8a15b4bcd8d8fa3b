import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router'

/** The router over a table of pages. */
export function createPages(routes: readonly RouteRecordRaw[]): Router {
  return createRouter({ history: createWebHistory(), routes })
}
