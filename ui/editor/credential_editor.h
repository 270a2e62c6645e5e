// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"
#include "ui/editor/drafts.h"
#include "ui/shell/context.h"

#include <QPointer>
#include <QTimer>
#include <QUuid>
#include <QWidget>

#include <memory>
#include <optional>
#include <stop_token>

class QScrollArea;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace symbolon::ui {

class Button;
class FileFilling;
class PlainLabel;
class PlatformGallery;
class PresetForm;
class PreviewPane;
class SnippetsPane;
class ReviewPane;
class SeverityBadge;
class StagedChanges;
class StagedNote;

// The page on which one credential is created, changed or deleted. Always one change set with one operation, previewed
// and confirmed in place.
//
//   Form ──Review──► Review ──Apply──► running ──written──► done()
//    ▲                 │ Back            └─ refused: Review, with the service's words
//    └─────────────────┘
//   Form ──Cancel, unsaved──► "Keep as draft | Discard | Go on" in place of the header's buttons ──► closed()
class CredentialEditor final : public QWidget
{
    Q_OBJECT

public:
    CredentialEditor(const Context &context, Drafts &drafts, QWidget *parent = nullptr);
    ~CredentialEditor() override;

    // A new credential of an identity; what was typed before and not written is there again.
    void startNew(const trust::IdentityKey &identity);
    // What is staged for it and not written yet opens instead of what the service holds.
    void startEdit(const workspace::CredentialKey &credential);
    // A staged operation about a credential: of one that is not there yet, too, or of an identity that is not.
    void startStaged(const QUuid &id);
    // Straight to the review of a removal.
    void startDelete(const workspace::CredentialKey &credential);
    // Asks in place first when something is unsaved.
    void cancel();
    [[nodiscard]] bool isBusy() const;
    // Something was typed that is neither written nor discarded nor kept.
    [[nodiscard]] bool hasUnwritten() const;
    // Keeps what was typed as a draft: the editor is about to show something else, or not to be seen.
    void keepUnwritten();

    // Throws away what was typed.
    void discard();

    // What fills the form in from tokens and files.
    [[nodiscard]] FileFilling *filling() const { return m_filling; }

    // Where a reviewed change is staged instead of written; outlives the editor. Without it nothing can be staged.
    void setStaging(StagedChanges *staged);
    // Shows beside the form what the service holds of what is staged.
    void compareStaged();
    // Takes out what is staged for what is being edited.
    void discardStaged();

    // For review and tests: to the next stage as the button does.
    void review();
    void apply();
    void stage();

Q_SIGNALS:
    void done(const symbolon::workspace::CredentialKey &key);
    void closed();
    // A sentence for the status bar.
    void said(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildBody();
    void open(EditorTarget target);
    void showForm();
    void showReview(const trust::Operation &operation);
    void updateHeader();
    void onChanged();
    void showPreset();
    void keepDraft();
    void choosePreset(const QString &presetId);
    void choosePlatform(const QString &platform);
    [[nodiscard]] bool offersFiles() const;
    void askUnsaved(bool ask);
    void leave();
    void noteStaged(const trust::Operation *operation);
    void showStagedNote();
    void forgetStaged();
    void onApplied(const workspace::ApplyReport &report);

    const Context &m_context;
    Drafts &m_drafts;
    std::unique_ptr<CredentialForm> m_form;
    std::optional<trust::ChangeSet> m_changes; // under review: bound to the tenant that was looked at
    StagedChanges *m_stagedChanges = nullptr;
    QUuid m_stagedId; // what is being edited of it; null: nothing
    std::stop_source m_stop;
    QTimer m_draftSoon; // what is typed is kept after a pause in the typing
    bool m_deleting = false;
    bool m_asked = false;  // for a review: problems are told, typed or not
    bool m_settled = true; // what was typed has found its end

    FileFilling *m_filling;
    QWidget *m_header = nullptr;
    PlainLabel *m_identityName = nullptr;
    PlainLabel *m_title = nullptr;
    SeverityBadge *m_problems = nullptr;
    Button *m_fromFile = nullptr;
    Button *m_cancel = nullptr;
    Button *m_review = nullptr;
    QWidget *m_unsaved = nullptr;
    Button *m_keepDraft = nullptr;
    QStackedWidget *m_stages = nullptr;
    QSplitter *m_body = nullptr;
    PlatformGallery *m_gallery = nullptr;
    QScrollArea *m_formPlace = nullptr;
    QVBoxLayout *m_formColumn = nullptr; // what was filled in, and the form
    PresetForm *m_presetForm = nullptr;
    PreviewPane *m_preview = nullptr;
    SnippetsPane *m_snippets = nullptr;
    ReviewPane *m_reviewPane = nullptr;
    StagedNote *m_stagedNote = nullptr;
};

} // namespace symbolon::ui
