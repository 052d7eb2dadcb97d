;;; reviewbot.el --- review the thread at point in notmuch -*- lexical-binding: t -*-

;;; Commentary:

;; (load "/path/to/contrib/notmuch/reviewbot.el"), then , in notmuch-search or notmuch-show.
;; Runs "notmuch show --format=mbox --entire-thread=true QUERY | reviewbot thread".

;;; Code:

(defun reviewbot-command (query)
  "The command that reviews the thread QUERY finds."
  (format "notmuch show --format=mbox --entire-thread=true %s | reviewbot thread"
          (shell-quote-argument query)))

(defun reviewbot-thread ()
  "Review the thread at point."
  (interactive)
  (let ((query (if (derived-mode-p 'notmuch-show-mode)
                   (notmuch-show-get-message-id)
                 (notmuch-search-find-thread-id))))
    (async-shell-command (reviewbot-command query) "*reviewbot*")))

(with-eval-after-load 'notmuch
  (define-key notmuch-show-mode-map "," #'reviewbot-thread)
  (define-key notmuch-search-mode-map "," #'reviewbot-thread))

(provide 'reviewbot)
;;; reviewbot.el ends here
