#include "server/api/notice_words.h"

namespace presave::server::api {
namespace {

using Page = std::array<NoticeWords, kLanguages>;  // English, German, French, Japanese

constexpr Page kMalformed = {{
    {"This page could not be opened", "The signed request cannot be read: {}.", "What to do",
     {"Open the app from its place in Salesforce, not by its address.",
      "If it happens there as well, tell your administrator the sentence above."}},
    {"Diese Seite konnte nicht geöffnet werden", "Die signierte Anfrage ist nicht lesbar: {}.", "Was zu tun ist",
     {"Öffnen Sie die App an ihrem Platz in Salesforce, nicht über ihre Adresse.",
      "Geschieht es auch dort, nennen Sie Ihrem Administrator den Satz oben."}},
    {"Cette page n’a pas pu être ouverte", "La requête signée est illisible : {}.", "Que faire",
     {"Ouvrez l’application depuis sa place dans Salesforce, et non par son adresse.",
      "Si cela se produit aussi là, communiquez la phrase ci-dessus à votre administrateur."}},
    {"このページを開けませんでした", "署名付き要求を読み取れません: {}。", "対処方法",
     {"アドレスを直接開かず、Salesforce 内の配置場所からアプリケーションを開いてください。",
      "そこでも起こる場合は、上の文をシステム管理者に伝えてください。"}},
}};

constexpr Page kBadlySigned = {{
    {"This page could not be opened",
     "The signed request's signature does not fit: {}. Presave shows nothing that Salesforce did not sign.",
     "For the administrator",
     {"The consumer secret that Presave was started with must be the Consumer Secret of this org's external client "
      "app (or connected app).",
      "While a secret is being rotated, give Presave both.",
      "If the secret is right, something between Salesforce and Presave changes the request on its way."}},
    {"Diese Seite konnte nicht geöffnet werden",
     "Die Signatur der Anfrage passt nicht: {}. Presave zeigt nichts, was Salesforce nicht signiert hat.",
     "Für den Administrator",
     {"Das Consumer Secret, mit dem Presave gestartet wurde, muss das der externen Client-Anwendung (oder verbundenen "
      "Anwendung) dieser Organisation sein.",
      "Während ein Secret gewechselt wird, geben Sie Presave beide.",
      "Stimmt das Secret, so verändert etwas zwischen Salesforce und Presave die Anfrage unterwegs."}},
    {"Cette page n’a pas pu être ouverte",
     "La signature de la requête ne correspond pas : {}. Presave ne montre rien que Salesforce n’ait signé.",
     "Pour l’administrateur",
     {"Le secret consommateur avec lequel Presave a été démarré doit être celui de l’application cliente externe (ou "
      "application connectée) de cette organisation.",
      "Pendant la rotation d’un secret, donnez les deux à Presave.",
      "Si le secret est le bon, quelque chose entre Salesforce et Presave modifie la requête en chemin."}},
    {"このページを開けませんでした",
     "署名付き要求の署名が一致しません: {}。Presave は Salesforce が署名していないものは表示しません。",
     "システム管理者の方へ",
     {"Presave の起動時に指定したコンシューマの秘密は、この組織の外部クライアントアプリケーション"
      "（または接続アプリケーション）のものでなければなりません。",
      "秘密のローテーション中は、両方を Presave に指定してください。",
      "秘密が正しい場合は、Salesforce と Presave の間の何かが要求を変更しています。"}},
}};

constexpr Page kUsedBefore = {{
    {"This page was opened too long ago",
     "Salesforce's signed request may be used for a while, and this one has been in use for too long or too often.",
     "What to do", {"Reload the whole Salesforce page, not only the frame: Salesforce then signs anew."}},
    {"Diese Seite wurde vor zu langer Zeit geöffnet",
     "Eine von Salesforce signierte Anfrage gilt eine Weile; diese ist zu lange oder zu oft benutzt worden.",
     "Was zu tun ist",
     {"Laden Sie die ganze Salesforce-Seite neu, nicht nur den Rahmen: Salesforce signiert dann neu."}},
    {"Cette page a été ouverte il y a trop longtemps",
     "Une requête signée par Salesforce est valable un certain temps ; celle-ci a servi trop longtemps ou trop souvent.",
     "Que faire", {"Rechargez toute la page Salesforce, pas seulement le cadre : Salesforce signera à nouveau."}},
    {"このページを開いてから時間が経ちすぎています",
     "Salesforce の署名付き要求には使用期限があり、この要求は長時間または何度も使用されています。", "対処方法",
     {"フレームだけでなく Salesforce ページ全体を再読み込みしてください。Salesforce が新たに署名します。"}},
}};

constexpr Page kTooOld = {{
    {"This page was opened too long ago", "The signed request is genuine, but {}.", "What to do",
     {"Reload the whole Salesforce page, not only the frame: Salesforce then signs anew.",
      "For the administrator, if it happens again at once: the clock of Presave's server may be wrong."}},
    {"Diese Seite wurde vor zu langer Zeit geöffnet", "Die signierte Anfrage ist echt, aber {}.", "Was zu tun ist",
     {"Laden Sie die ganze Salesforce-Seite neu, nicht nur den Rahmen: Salesforce signiert dann neu.",
      "Für den Administrator, falls es sogleich wieder geschieht: Die Uhr des Presave-Servers geht vielleicht falsch."}},
    {"Cette page a été ouverte il y a trop longtemps", "La requête signée est authentique, mais {}.", "Que faire",
     {"Rechargez toute la page Salesforce, pas seulement le cadre : Salesforce signera à nouveau.",
      "Pour l’administrateur, si cela se reproduit aussitôt : l’horloge du serveur Presave est peut-être fausse."}},
    {"このページを開いてから時間が経ちすぎています", "署名付き要求は本物ですが、時刻が合いません（{}）。", "対処方法",
     {"フレームだけでなく Salesforce ページ全体を再読み込みしてください。Salesforce が新たに署名します。",
      "すぐに再発する場合、システム管理者の方は Presave サーバーの時計を確認してください。"}},
}};

constexpr Page kOtherOrg = {{
    {"This org is not served here",
     "The signed request is genuine, but it comes from an org that this server is not set up for.",
     "For the administrator", {"Presave was started with a list of organization ids; add this org's id to it."}},
    {"Diese Organisation wird hier nicht bedient",
     "Die signierte Anfrage ist echt, kommt aber von einer Organisation, für die dieser Server nicht eingerichtet ist.",
     "Für den Administrator",
     {"Presave wurde mit einer Liste von Organisations-IDs gestartet; ergänzen Sie die dieser Organisation."}},
    {"Cette organisation n’est pas servie ici",
     "La requête signée est authentique, mais elle vient d’une organisation pour laquelle ce serveur n’est pas configuré.",
     "Pour l’administrateur",
     {"Presave a été démarré avec une liste d’identifiants d’organisations ; ajoutez-y celui de cette organisation."}},
    {"この組織は対象外です", "署名付き要求は本物ですが、このサーバーに設定されていない組織からのものです。",
     "システム管理者の方へ", {"Presave の組織 ID のリストに、この組織の ID を追加してください。"}},
}};

constexpr Page kOtherUser = {{
    {"Somebody else is signed in now", "The signed request is another user's than the session that it should renew.",
     "What to do", {"Reload the whole Salesforce page."}},
    {"Jetzt ist jemand anderes angemeldet",
     "Die signierte Anfrage ist von einem anderen Benutzer als die Sitzung, die sie erneuern soll.", "Was zu tun ist",
     {"Laden Sie die ganze Salesforce-Seite neu."}},
    {"Quelqu’un d’autre est connecté maintenant",
     "La requête signée est celle d’un autre utilisateur que la session à renouveler.", "Que faire",
     {"Rechargez toute la page Salesforce."}},
    {"別のユーザーがログインしています", "署名付き要求は、更新するセッションとは別のユーザーのものです。", "対処方法",
     {"Salesforce ページ全体を再読み込みしてください。"}},
}};

constexpr Page kNoSuchApp = {{
    {"There is no such app here", "This server has no Canvas app at this address.", "For the administrator",
     {"The app's Canvas URL must end with /canvas, or with /canvas/ and the name that Presave's setup gives the app."}},
    {"Diese App gibt es hier nicht", "Dieser Server hat unter dieser Adresse keine Canvas-App.",
     "Für den Administrator",
     {"Die Canvas-URL der App muss auf /canvas enden, oder auf /canvas/ und den Namen der App in Presaves Einrichtung."}},
    {"Cette application n’existe pas ici", "Ce serveur n’a pas d’application Canvas à cette adresse.",
     "Pour l’administrateur",
     {"L’URL Canvas de l’application doit finir par /canvas, ou par /canvas/ suivi du nom que lui donne la "
      "configuration de Presave."}},
    {"アプリケーションがありません", "このアドレスにキャンバスアプリケーションはありません。", "システム管理者の方へ",
     {"キャンバス URL の末尾は /canvas、または /canvas/ と Presave の設定でのアプリケーション名にしてください。"}},
}};

constexpr Page kApprove = {{
    {"Approve this app first", "Salesforce signs you in to this app once you have approved it. It takes a moment.",
     "What to do", {"Approve it in the window that opens. This page then goes on by itself."}},
    {"Bestätigen Sie zuerst diese App",
     "Salesforce meldet Sie bei dieser App an, sobald Sie sie bestätigt haben. Das dauert nur einen Moment.",
     "Was zu tun ist",
     {"Bestätigen Sie sie in dem Fenster, das sich öffnet. Diese Seite geht danach von selbst weiter."}},
    {"Approuvez d’abord cette application",
     "Salesforce vous connecte à cette application dès que vous l’avez approuvée. Cela ne prend qu’un instant.",
     "Que faire", {"Approuvez-la dans la fenêtre qui s’ouvre. Cette page continue ensuite d’elle-même."}},
    {"最初にこのアプリケーションを承認してください", "承認すると、Salesforce がこのアプリケーションにログインします。",
     "対処方法", {"開いたウィンドウで承認してください。その後、このページは自動的に進みます。"}},
}};

constexpr Page kApprovalMissing = {{
    {"Approve this app first",
     "Salesforce has not signed you in to this app, because you have not approved it yet.", "What to do",
     {"Ask your administrator to pre-authorize the app for you: in Setup, the app's policies, Permitted Users, \"Admin "
      "approved users are pre-authorized\", and your profile or permission set in its list.",
      "Then reload the Salesforce page."}},
    {"Bestätigen Sie zuerst diese App",
     "Salesforce hat Sie bei dieser App nicht angemeldet, weil Sie sie noch nicht bestätigt haben.", "Was zu tun ist",
     {"Bitten Sie Ihren Administrator, die App für Sie vorab zu autorisieren: in Setup, Richtlinien der App, zugelassene "
      "Benutzer, \"Admin approved users are pre-authorized\", mit Ihrem Profil oder Berechtigungssatz in der Liste.",
      "Laden Sie dann die Salesforce-Seite neu."}},
    {"Approuvez d’abord cette application",
     "Salesforce ne vous a pas connecté à cette application, car vous ne l’avez pas encore approuvée.", "Que faire",
     {"Demandez à votre administrateur de préautoriser l’application pour vous : dans Configuration, politiques de "
      "l’application, utilisateurs autorisés, « Admin approved users are pre-authorized », avec votre profil ou "
      "ensemble d’autorisations dans la liste.",
      "Rechargez ensuite la page Salesforce."}},
    {"最初にこのアプリケーションを承認してください",
     "まだ承認されていないため、Salesforce はこのアプリケーションにログインしていません。", "対処方法",
     {"システム管理者に事前承認を依頼してください: [設定] のアプリケーションのポリシーで、許可されているユーザーを"
      "「管理者が承認したユーザーは事前承認済み」とし、プロファイルまたは権限セットをリストに加えます。",
      "その後、Salesforce ページを再読み込みしてください。"}},
}};

constexpr Page kForeignLogin = {{
    {"This page could not be opened", "The login page that the address names is not one of Salesforce's.",
     "What to do", {"Open the app from its place in Salesforce, not by an address that somebody sent you."}},
    {"Diese Seite konnte nicht geöffnet werden", "Die Anmeldeseite, die die Adresse nennt, ist keine von Salesforce.",
     "Was zu tun ist",
     {"Öffnen Sie die App an ihrem Platz in Salesforce, nicht über eine Adresse, die Ihnen jemand geschickt hat."}},
    {"Cette page n’a pas pu être ouverte", "La page de connexion que nomme l’adresse n’est pas de Salesforce.",
     "Que faire",
     {"Ouvrez l’application depuis sa place dans Salesforce, et non par une adresse qu’on vous a envoyée."}},
    {"このページを開けませんでした", "アドレスに示されたログインページは Salesforce のものではありません。", "対処方法",
     {"送られてきたアドレスではなく、Salesforce 内の配置場所からアプリケーションを開いてください。"}},
}};

constexpr Page kOpenFromSalesforce = {{
    {"Open this app from Salesforce", "This address is opened by Salesforce with a signed request, not by hand.",
     "What to do",
     {"Open the app from its place in Salesforce.",
      "For the administrator: the app's access method must be \"Signed request (POST)\"."}},
    {"Öffnen Sie diese App in Salesforce",
     "Diese Adresse wird von Salesforce mit einer signierten Anfrage geöffnet, nicht von Hand.", "Was zu tun ist",
     {"Öffnen Sie die App an ihrem Platz in Salesforce.",
      "Für den Administrator: Die Zugriffsmethode der App muss \"Signed request (POST)\" sein."}},
    {"Ouvrez cette application depuis Salesforce",
     "Cette adresse est ouverte par Salesforce avec une requête signée, et non à la main.", "Que faire",
     {"Ouvrez l’application depuis sa place dans Salesforce.",
      "Pour l’administrateur : la méthode d’accès de l’application doit être « Signed request (POST) »."}},
    {"Salesforce からこのアプリケーションを開いてください",
     "このアドレスは手動ではなく、Salesforce が署名付き要求で開くものです。", "対処方法",
     {"Salesforce 内の配置場所からアプリケーションを開いてください。",
      "システム管理者の方へ: アクセス方法は「署名付き要求 (POST)」でなければなりません。"}},
}};

constexpr Page kFailed = {{
    {"This page could not be opened", "The server failed on this request. Its log says more.", "What to do",
     {"Reload the Salesforce page."}},
    {"Diese Seite konnte nicht geöffnet werden",
     "Der Server ist an dieser Anfrage gescheitert. Sein Protokoll sagt mehr.", "Was zu tun ist",
     {"Laden Sie die Salesforce-Seite neu."}},
    {"Cette page n’a pas pu être ouverte", "Le serveur a échoué sur cette requête. Son journal en dit plus.",
     "Que faire", {"Rechargez la page Salesforce."}},
    {"このページを開けませんでした", "サーバーがこの要求の処理に失敗しました。詳細はログにあります。", "対処方法",
     {"Salesforce ページを再読み込みしてください。"}},
}};

constexpr Page kApproved = {{
    {"Approved", "You have approved this app. Close this window.", "If the app does not open by itself",
     {"Go back to the Salesforce page and choose the button below \"Approve this app first\", or reload that page."}},
    {"Bestätigt", "Sie haben diese App bestätigt. Schließen Sie dieses Fenster.", "Falls die App sich nicht von selbst öffnet",
     {"Gehen Sie zurück zur Salesforce-Seite und wählen Sie die Schaltfläche unter \"Bestätigen Sie zuerst diese App\", oder "
      "laden Sie die Seite neu."}},
    {"Approuvée", "Vous avez approuvé cette application. Fermez cette fenêtre.", "Si l’application ne s’ouvre pas d’elle-même",
     {"Revenez à la page Salesforce et choisissez le bouton sous « Approuvez d’abord cette application », ou rechargez cette "
      "page."}},
    {"承認しました", "このアプリケーションを承認しました。このウィンドウを閉じてください。",
     "アプリケーションが自動的に開かない場合",
     {"Salesforce ページに戻り、「最初にこのアプリケーションを承認してください」の下のボタンを選ぶか、ページを再読み込み"
      "してください。"}},
}};

constexpr Page kNotApproved = {{
    {"The app was not approved", "Signing in did not end well: {}.", "What to do",
     {"Close this window, and begin again from the app's place in Salesforce.",
      "If it happens again, tell your administrator the sentence above; the server's log says more."}},
    {"Die App wurde nicht bestätigt", "Die Anmeldung ist nicht gelungen: {}.", "Was zu tun ist",
     {"Schließen Sie dieses Fenster und beginnen Sie am Platz der App in Salesforce von vorn.",
      "Geschieht es wieder, nennen Sie Ihrem Administrator den Satz oben; das Protokoll des Servers sagt mehr."}},
    {"L’application n’a pas été approuvée", "La connexion n’a pas abouti : {}.", "Que faire",
     {"Fermez cette fenêtre et recommencez depuis la place de l’application dans Salesforce.",
      "Si cela se reproduit, communiquez la phrase ci-dessus à votre administrateur ; le journal du serveur en dit plus."}},
    {"アプリケーションは承認されませんでした", "ログインが完了しませんでした: {}。", "対処方法",
     {"このウィンドウを閉じ、Salesforce 内のアプリケーションの配置場所からやり直してください。",
      "再び起こる場合は、上の文をシステム管理者に伝えてください。詳細はサーバーのログにあります。"}},
}};

// In the order of NoticeKind.
constexpr std::array<const Page*, kNoticeKinds> kPages = {
    &kMalformed, &kBadlySigned, &kUsedBefore,      &kTooOld,       &kOtherOrg,           &kOtherUser,
    &kNoSuchApp, &kApprove,     &kApprovalMissing, &kForeignLogin, &kOpenFromSalesforce, &kFailed,
    &kApproved,  &kNotApproved};

constexpr std::array<ApproveWords, kLanguages> kApproveWords = {{
    {"Approve in Salesforce", "I have approved it"},
    {"In Salesforce bestätigen", "Ich habe sie bestätigt"},
    {"Approuver dans Salesforce", "Je l’ai approuvée"},
    {"Salesforce で承認する", "承認しました"},
}};

}  // namespace

const NoticeWords& words_of(NoticeKind kind, Language language) {
  return (*kPages[static_cast<std::size_t>(kind)])[static_cast<std::size_t>(language)];
}

const ApproveWords& approve_words(Language language) {
  return kApproveWords[static_cast<std::size_t>(language)];
}

}  // namespace presave::server::api
