import { defineConfig } from '@playwright/test'
import walk from '../playwright.config'

// Beside the walk, and not part of it: Lighthouse is as large as all that the desk is built
// with, and what it says of speed wants a machine that does nothing else.
export default defineConfig({ ...walk, testDir: '.', globalSetup: '../e2e/house.ts', outputDir: '../e2e-results/lighthouse-faults', timeout: 180_000 })
