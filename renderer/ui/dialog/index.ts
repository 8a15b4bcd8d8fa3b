export { default as UiDialog } from './UiDialog.vue'
export { default as UiDialogHost } from './UiDialogHost.vue'
export { useDialogs, type ConfirmOptions, type Dialogs, type PromptOptions } from './use-dialogs.ts'
